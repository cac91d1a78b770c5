import { browser } from './browser.ts'

/** Calls back when the browser or a new version of the extension starts: reasons to look at the queue. */
export function onStart(callback: () => void): void {
  browser.runtime.onStartup.addListener(callback)
  browser.runtime.onInstalled.addListener(callback)
}

/** Opens the options page. */
export function openOptions(): Promise<void> {
  return browser.runtime.openOptionsPage()
}
