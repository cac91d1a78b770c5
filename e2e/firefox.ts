import type { Browser, Page } from 'puppeteer-core'
import type { ExtensionBrowser } from './browser.ts'
import { bidi } from './firefox/bidi.ts'
import { chromeScope, toolbarButton } from './firefox/chrome-scope.ts'
import { eventPage } from './firefox/event-page.ts'
import { type FirefoxOptions, launch, settled } from './firefox/launch.ts'
import { surfaceView } from './firefox/surfaces.ts'
import { openTab, tabView } from './firefox/tabs.ts'
import { takeProfile } from './profile.ts'

export interface FirefoxBrowser extends ExtensionBrowser<Page> {
  browser: Browser
}

/** Starts a Firefox with the extension in it, installed as a temporary one. */
export async function launchFirefox(options: FirefoxOptions): Promise<FirefoxBrowser> {
  const { geckoId } = options
  const profile = await takeProfile(options.profileDir)
  const { browser, origin } = await launch(profile.dir, options)
  const release = () => settled(profile.dir).then(profile.discard)
  const send = bidi(browser)
  const chrome = await chromeScope(send)
  return {
    browser,
    origin,
    openPage: (url) => openTab(browser, url),
    openExtensionPage: (path) => openTab(browser, new URL(path, `${origin}/`).href),
    viewOf: async (page) => tabView(send, page),
    clickToolbar: async (page) => {
      await page.bringToFront()
      const sentAt = Date.now()
      await chrome(`${toolbarButton(geckoId)}.click()`)
      return sentAt
    },
    popup: () => surfaceView(send, chrome, geckoId, 'popup'),
    sidePanel: () => surfaceView(send, chrome, geckoId, 'sidebar'),
    background: await eventPage(send, chrome, geckoId),
    close: () => browser.close().then(release),
    kill: () => kill(browser).then(release),
  }
}

async function kill(browser: Browser): Promise<void> {
  const firefox = browser.process()
  if (!firefox) throw new Error('This Firefox was not started here')
  const gone = new Promise((resolve) => firefox.once('exit', resolve))
  firefox.kill('SIGKILL')
  await gone
}
