import type { ExtensionBrowser } from './browser.ts'
import type { Product } from './product.ts'
import { waitUntil } from './wait.ts'

/** What one click took, in milliseconds from the click itself. */
export interface Journey {
  /** Until the browser begins to load the popup: what no popup can be faster than. */
  toPopupMs: number
  toSavedMs: number
  toPostgresMs: number
}

/**
 * Clicks the toolbar button on a page and waits for *Saved* in the popup and for the row in
 * Postgres; leaves the popup open.
 */
export async function journey<Page>(
  browser: ExtensionBrowser<Page>,
  product: Product,
  page: { url: string; title: string },
): Promise<Journey> {
  const tab = await browser.openPage(page.url)
  const clickedAt = await browser.clickToolbar(tab)
  const stored = waitUntil(() => storedAt(product, page.title), {
    what: `"${page.title}" in Postgres`,
    everyMs: 50,
  })
  const popup = await browser.popup()
  const { begunAt, savedAt } = await popup.evaluate(shownTimes)
  return {
    toPopupMs: begunAt - clickedAt,
    toSavedMs: savedAt - clickedAt,
    toPostgresMs: (await stored) - clickedAt,
  }
}

/**
 * When the popup showed what became of the click, by its own clock; it marks that (entrypoints/popup).
 * It is told once and not asked again and again, which would slow it down.
 */
async function shownTimes(): Promise<{ begunAt: number; savedAt: number }> {
  const savedAt = await new Promise<number>((resolve) => {
    const observer = new PerformanceObserver((list) => {
      for (const { startTime } of list.getEntriesByName('saved shown')) resolve(startTime)
    })
    observer.observe({ type: 'mark', buffered: true })
  })
  const begunAt = performance.timeOrigin
  return { begunAt, savedAt: begunAt + savedAt }
}

/** The moment at which Postgres first showed the row to somebody else. */
async function storedAt(product: Product, title: string): Promise<number | undefined> {
  const rows = await product.query('SELECT 1 FROM works WHERE title = $1', [title])
  return rows.length > 0 ? Date.now() : undefined
}
