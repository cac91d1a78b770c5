import type { BrowserContext, Page } from 'playwright-core'
import type { ExtensionBrowser, LaunchOptions } from './browser.ts'
import { type Launched, launch } from './chromium/launch.ts'
import { chromiumRim } from './chromium/rim.ts'
import { surfaces } from './chromium/surfaces.ts'
import { tabs } from './chromium/tabs.ts'
import { serviceWorker } from './chromium/worker.ts'
import { takeProfile } from './profile.ts'
import { createView } from './view/create-view.ts'
import type { View } from './view/view.ts'

export interface ChromiumBrowser extends ExtensionBrowser<Page> {
  extensionId: string
  context: BrowserContext
}

/** Starts a Chromium with the extension in it; any number may run side by side, each on its own profile. */
export async function launchChromium(options: LaunchOptions): Promise<ChromiumBrowser> {
  const profile = await takeProfile(options.profileDir)
  const launched = await launch(profile.dir, options)
  const { context, browser, extensionId } = launched
  const origin = `chrome-extension://${extensionId}`
  // The blank tab that Chromium starts with stays: stopping workers needs the DevTools of some tab.
  const [home = await context.newPage()] = context.pages()
  const session = await context.newCDPSession(home)
  const opened = tabs(context, browser)
  const surface = surfaces(browser, options.colorScheme)
  return {
    extensionId,
    context,
    origin,
    openPage: opened.open,
    openExtensionPage: (path) => opened.open(new URL(path, `${origin}/`).href),
    viewOf: (page) => tabView(context, page),
    clickToolbar: async (page) => {
      await page.bringToFront()
      const sentAt = Date.now()
      const targetId = opened.targetOf(page)
      await browser.send('Extensions.triggerAction', { id: extensionId, targetId })
      return sentAt
    },
    popup: () => surface(`${origin}/popup.html`),
    sidePanel: () => surface(`${origin}/sidepanel.html`),
    background: await serviceWorker(context, session, origin),
    close: () => context.close().then(profile.discard),
    kill: () => kill(launched).then(profile.discard),
  }
}

async function tabView(context: BrowserContext, page: Page): Promise<View> {
  const close = () => page.close()
  const closed = async () => page.isClosed()
  return createView(chromiumRim(await context.newCDPSession(page), { close, closed }))
}

async function kill({ context, pid }: Launched): Promise<void> {
  const gone = new Promise((resolve) => context.once('close', resolve))
  process.kill(pid, 'SIGKILL')
  await gone
}
