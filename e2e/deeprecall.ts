import { resolve } from 'node:path'
import type { ExtensionBrowser, LaunchOptions } from './browser.ts'
import { launchChromium } from './chromium.ts'
import { launchFirefox } from './firefox.ts'

type Options = Omit<LaunchOptions, 'extensionDir'>

/** Chromium with our extension as it was built. */
export function openChromium(options: Options = {}) {
  return launchChromium({ extensionDir: resolve('.output/chrome-mv3'), ...options })
}

/** Firefox with our extension as it was built. */
export function openFirefox(options: Options = {}) {
  const geckoId = 'capture@deeprecall.app'
  return launchFirefox({ extensionDir: resolve('.output/firefox-mv3'), geckoId, ...options })
}

/** Opens the library in a tab: the same page as the side panel. */
export async function openLibraryTab<Page>(browser: ExtensionBrowser<Page>) {
  const library = await browser.viewOf(await browser.openExtensionPage('/sidepanel.html'))
  await library.waitFor(() => document.querySelector('#root')?.textContent)
  return library
}

/** Clicks the toolbar button on a page, waits until the popup says so, and closes it. */
export async function save<Page>(browser: ExtensionBrowser<Page>, url: string): Promise<void> {
  await browser.clickToolbar(await browser.openPage(url))
  const popup = await browser.popup()
  await popup.waitForText('Saved')
  await popup.close()
}
