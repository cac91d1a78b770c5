import { type BrowserContext, chromium } from 'playwright-core'
import { browserPath } from '../../../e2e/browsers/find.ts'

const TIMEOUT_MS = 20_000

export interface SavedPage {
  url: string
  html: Uint8Array | string
}

/** Chromium that shows saved pages at their addresses, with no network and none of their scripts. */
export interface ReadingTab {
  /** How long a freshly injected reader takes on a page, in milliseconds, parsing excluded. */
  timeOf(page: SavedPage): Promise<number>
  close(): Promise<void>
}

export async function openReadingTab(reader: string): Promise<ReadingTab> {
  const browser = await chromium.launch({
    executablePath: browserPath('chromium'),
    args: ['--no-sandbox', '--disable-gpu'],
  })
  const context = await browser.newContext({ javaScriptEnabled: false })
  return { timeOf: (page) => timeIn(context, reader, page), close: () => browser.close() }
}

/** A tab of its own for every page: its world is new, and the reader's code as cold as after a click. */
async function timeIn(context: BrowserContext, reader: string, { url, html }: SavedPage) {
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
    const run = (expression: string) =>
      session.send('Runtime.evaluate', { expression, contextId: executionContextId })
    await run(reader)
    const { result } = await run('readPage()')
    if (typeof result.value !== 'number') throw new Error(`${url} was not read`)
    return result.value
  } finally {
    await page.close()
  }
}
