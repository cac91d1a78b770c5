import { resolve } from 'node:path'
import type { ExtensionBrowser, LaunchOptions } from './browser.ts'
import { type ChromiumBrowser, launchChromium } from './chromium.ts'
import { launchFirefox } from './firefox.ts'
import type { View } from './view/view.ts'

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

/** The same in Chromium, as narrow as a side panel is. */
export async function openNarrowLibrary(browser: ChromiumBrowser): Promise<View> {
  const page = await browser.openExtensionPage('/sidepanel.html')
  await page.setViewportSize({ width: 400, height: 720 })
  return browser.viewOf(page)
}

/** Clicks the toolbar button on a page, waits until the popup says so, and closes it. */
export async function save<Page>(browser: ExtensionBrowser<Page>, url: string): Promise<void> {
  await browser.clickToolbar(await browser.openPage(url))
  const popup = await browser.popup()
  await popup.waitForText('Saved')
  await popup.close()
}

/** Takes a picture of a page once nothing on it moves any more, and it has the width that it wants. */
export async function picture(view: View, path: string): Promise<string> {
  await view.waitFor(
    () =>
      document.documentElement.scrollWidth <= innerWidth &&
      document.getAnimations().every(({ playState }) => playState === 'finished'),
  )
  return view.screenshot(path)
}
