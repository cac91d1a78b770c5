import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { openChromium } from '../../e2e/deeprecall.ts'
import { type Figure, figure } from '../../e2e/figures.ts'
import { type Journey, journey } from '../../e2e/journey.ts'
import { servePages } from '../../e2e/pages.ts'
import { connect, type Product, startProduct } from '../../e2e/product.ts'
import { LIBRARY, paperPage } from '../../e2e/sample-library.ts'

const BUILD = '.output/chrome-mv3'

/**
 * From a click to *Saved* and to Postgres, each click beside its references: how soon the browser
 * begins to load a popup at all, and how long one plain POST of the same work takes.
 */
export async function spine(): Promise<Record<string, Figure>> {
  const pages = await servePages(
    Object.fromEntries(LIBRARY.map((paper, i) => [`/${i}.html`, paperPage(paper)])),
  )
  const product = await startProduct()
  const browser = await openChromium()
  try {
    await connect(browser, product)
    const token = await product.token()
    const journeys: Journey[] = []
    const posts: number[] = []
    for (const [i, { title }] of LIBRARY.entries()) {
      journeys.push(await journey(browser, product, { url: `${pages.url}/${i}.html`, title }))
      await (await browser.popup()).close()
      posts.push(await post(product, token, `${title} (posted)`))
    }
    return { ...clickFigures(journeys, posts), build_kb: await buildSize() }
  } finally {
    await browser.close()
    await product.discard()
    await pages.close()
  }
}

function clickFigures(journeys: Journey[], posts: number[]): Record<string, Figure> {
  const of = (value: (one: Journey) => number) => figure(journeys.map(value), 'ms')
  return {
    click_to_saved_ms: of((one) => one.toSavedMs),
    click_to_popup_ms: of((one) => one.toPopupMs),
    click_to_postgres_ms: of((one) => one.toPostgresMs),
    post_to_postgres_ms: figure(posts, 'ms'),
  }
}

/** One change by one POST, in milliseconds until its answer, which comes after the commit. */
async function post(product: Product, token: string, title: string): Promise<number> {
  const change = {
    id: crypto.randomUUID(),
    table: 'works',
    op: 'insert',
    payload: { id: crypto.randomUUID(), title },
    created_at: Date.now(),
  }
  const begun = performance.now()
  const response = await fetch(`${product.url}/api/writes/batch`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
    body: JSON.stringify({ changes: [change] }),
  })
  if (!response.ok) throw new Error(`the server answered ${response.status}`)
  await response.json()
  return performance.now() - begun
}

/** All of the built extension for Chrome, each file gzipped, in kB. */
async function buildSize(): Promise<Figure> {
  const entries = await readdir(BUILD, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  const sizes = await Promise.all(
    files.map(
      async ({ parentPath, name }) => gzipSync(await readFile(join(parentPath, name))).length,
    ),
  )
  return figure([sizes.reduce((sum, bytes) => sum + bytes, 0) / 1000], 'kB')
}
