import { type BrowserContext, chromium } from 'playwright-core'
import { browserPath } from '../../../e2e/browsers/find.ts'

const TIMEOUT_MS = 20_000

export interface SavedPage {
  url: string
  html: Uint8Array | string
}

/** Chromium that shows saved pages at their addresses, with no network and none of their scripts. */
export interface ReadingTab {
  /** How long a freshly injected reader takes on a page, each of so many times, in milliseconds, parsing excluded. */
  timesOf(page: SavedPage, times: number): Promise<number[]>
  close(): Promise<void>
}

export async function openReadingTab(reader: string): Promise<ReadingTab> {
  const browser = await chromium.launch({
    executablePath: browserPath('chromium'),
    args: ['--no-sandbox', '--disable-gpu'],
  })
  const context = await browser.newContext({ javaScriptEnabled: false })
  return {
    timesOf: (page, times) => timesIn(context, reader, page, times),
    close: () => browser.close(),
  }
}

/** A tab of its own for every page: its world is new, and the reader's code as cold as after a click. */
async function timesIn(
  context: BrowserContext,
  reader: string,
  { url, html }: SavedPage,
  times: number,
): Promise<number[]> {
  const page = await context.newPage()
  try {
    await page.route('**/*', (route) =>
      route.request().isNavigationRequest() && route.request().frame() === page.mainFrame()
        ? route.fulfill({ contentType: 'text/html', body: Buffer.from(html) })
        : route.abort(),
    )
    await page.goto(url, { waitUntil: 'domcontentloaded', timeout: TIMEOUT_MS })
    const session = await context.newCDPSession(page)
    const { frameTree } = await session.send('Page.getFrameTree')
    const { executionContextId } = await session.send('Page.createIsolatedWorld', {
      frameId: frameTree.frame.id,
    })
    const where = { contextId: executionContextId, returnByValue: true }
    await session.send('Runtime.evaluate', { expression: reader, ...where })
    const read = { expression: `readPage(${times})`, ...where }
    const { result } = await session.send('Runtime.evaluate', read)
    if (!Array.isArray(result.value)) throw new Error(`${url} was not read`)
    return result.value.map(Number)
  } finally {
    await page.close()
  }
}
