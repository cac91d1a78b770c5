import { realpath } from 'node:fs/promises'
import { type BrowserContext, type CDPSession, chromium } from 'playwright-core'
import type { LaunchOptions } from '../browser.ts'
import { browserPath } from '../browsers/find.ts'
import { waitUntil } from '../wait.ts'
import { pinButton } from './pin.ts'

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--enable-unsafe-extension-debugging',
]

export interface Launched {
  context: BrowserContext
  /** DevTools for the whole browser. */
  browser: CDPSession
  extensionId: string
  pid: number
}

/** Starts Chromium on a profile, with one unpacked extension and no other. */
export async function launch(profileDir: string, options: LaunchOptions): Promise<Launched> {
  const dir = await realpath(options.extensionDir)
  const headless = !options.headed
  await pinButton(profileDir, dir)
  const context = await chromium.launchPersistentContext(profileDir, {
    executablePath: browserPath('chromium'),
    headless,
    colorScheme: options.colorScheme ?? null,
    viewport: options.headed ? null : (options.viewport ?? { width: 1280, height: 800 }),
    args: [
      ...(headless ? ['--headless=new'] : []),
      ...FLAGS,
      `--disable-extensions-except=${dir}`,
      `--load-extension=${dir}`,
    ],
  })
  const browser = await browserSession(context)
  const { processInfo } = await browser.send('SystemInfo.getProcessInfo')
  const pid = processInfo.find(({ type }) => type === 'browser')?.id
  if (!pid) throw new Error('Chromium does not tell its process id')
  return { context, browser, extensionId: await idOf(browser, dir), pid }
}

async function browserSession(context: BrowserContext): Promise<CDPSession> {
  const browser = context.browser()
  if (!browser) throw new Error('Playwright gives no browser for this context')
  return browser.newBrowserCDPSession()
}

async function idOf(browser: CDPSession, dir: string): Promise<string> {
  const find = async () => {
    const { extensions } = await browser.send('Extensions.getExtensions')
    return extensions.find(({ path }) => path === dir)?.id
  }
  return waitUntil(find, { what: `Chromium to load the extension in ${dir}` })
}
