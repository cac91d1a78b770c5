/** The one door to `browser.*`: everything else in lib/browser, and nothing outside it, goes through here. */
export { browser } from 'wxt/browser'
