import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ChromiumBrowser } from './chromium.ts'
import { openChromium, openLibraryTab, save } from './deeprecall.ts'
import { type Pages, servePages } from './pages.ts'
import { connect, type Product, startProduct } from './product.ts'
import { waitUntil } from './wait.ts'

let pages: Pages
let product: Product
let browser: ChromiumBrowser

beforeAll(async () => {
  const paper = (title: string) => `<title>${title}</title>`
  pages = await servePages({
    '/refusing.html': paper('On refusing'),
    '/allowing.html': paper('On allowing'),
  })
  product = await startProduct()
  browser = await openChromium()
  await connect(browser, product)
})
afterAll(async () => {
  await browser?.close()
  await product?.discard()
  await pages?.close()
})

const arrived = (title: string) =>
  waitUntil(
    async () => (await product.query('SELECT 1 FROM works WHERE title = $1', [title])).length,
    {
      what: `"${title}" in Postgres`,
      timeoutMs: 45_000,
    },
  )

it('says in the popup that the server refused the work, and why, and lists it as such', async () => {
  await product.query(`ALTER TABLE works ADD CONSTRAINT no_such CHECK (title <> 'On refusing')`)
  await browser.clickToolbar(await browser.openPage(`${pages.url}/refusing.html`))
  const popup = await browser.popup()
  await popup.waitForText('Needs your attention')
  await popup.close()
  const library = await openLibraryTab(browser)
  await library.waitForText('1 change needs your attention')
  await library.close()
  await save(browser, `${pages.url}/allowing.html`)
  expect(await arrived('On allowing')).toBe(1)
})

it('sends at the next alarm what a page has saved that closed before anybody heard of it', async () => {
  const page = await browser.openExtensionPage('/sidepanel.html')
  const library = await browser.viewOf(page)
  await library.waitForText('On allowing')
  const alarms = () => page.evaluate<number>('chrome.alarms.getAll().then((all) => all.length)')
  await waitUntil(async () => (await alarms()) === 0, { what: 'nothing left to wake for' })
  // The star is pressed in a page whose messages are never heard: only the alarm tells of the change.
  await page.evaluate(() => {
    const { runtime } = (globalThis as unknown as { chrome: { runtime: object } }).chrome
    Object.defineProperty(runtime, 'sendMessage', { value: () => new Promise(() => {}) })
  })
  await browser.background.stop()
  await library.evaluate(`document.querySelector('li [aria-pressed]').click()`)
  await library.waitFor(`document.querySelector('li [aria-pressed=true]')`)
  await page.close()
  expect(await browser.background.alive()).toBe(false)
  await waitUntil(
    async () => (await product.query('SELECT 1 FROM works WHERE favorite')).length === 1,
    { what: 'the favourite in Postgres', timeoutMs: 60_000 },
  )
})
