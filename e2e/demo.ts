import { mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { ChromiumBrowser } from './chromium.ts'
import { openChromium, openNarrowLibrary, picture } from './deeprecall.ts'
import { journey } from './journey.ts'
import { servePages } from './pages.ts'
import { connect, type Product, startProduct } from './product.ts'
import { LIBRARY, paperPage } from './sample-library.ts'

const PICTURES = resolve('.output/demo')
const [PAPER] = LIBRARY
const RECORD = `SELECT jsonb_pretty(jsonb_strip_nulls(to_jsonb(works) - 'clock')) AS text FROM works`

/** The main job without a person: a click on a paper's page, and the record as Postgres has it. */
async function demo(): Promise<void> {
  if (!PAPER) return
  const step = stopwatch()
  const pages = await servePages({ '/paper.html': paperPage(PAPER) })
  const product = await startProduct()
  step('built the extension, started Postgres and the server on a throw-away library')
  const browser = await openChromium()
  try {
    await connect(browser, product)
    step('opened a browser with the extension and connected it by a one-time code')
    await clickAndShow(browser, product, `${pages.url}/paper.html`, PAPER.title)
    step('took the screenshots')
  } finally {
    await browser.close()
    await product.discard()
    await pages.close()
  }
}

async function clickAndShow(
  browser: ChromiumBrowser,
  product: Product,
  url: string,
  title: string,
): Promise<void> {
  await mkdir(PICTURES, { recursive: true })
  const { toSavedMs, toPostgresMs } = await journey(browser, product, { url, title })
  console.log(`${toSavedMs.toFixed(0).padStart(6)} ms  click → Saved, in the popup`)
  console.log(`${toPostgresMs.toFixed(0).padStart(6)} ms  click → the row is in Postgres`)
  const popup = await picture(await browser.popup(), `${PICTURES}/popup.png`)
  const library = await openNarrowLibrary(browser)
  await library.waitForText('Saved everywhere')
  const panel = await picture(library, `${PICTURES}/panel.png`)
  const [record] = await product.query(RECORD)
  console.log(`\nThe record, as Postgres has it (without its clocks):\n${record?.text}`)
  console.log(`\nScreenshots: ${popup}\n             ${panel}\n`)
}

function stopwatch(): (what: string) => void {
  let last = performance.now()
  return (what) => {
    const now = performance.now()
    console.log(`${(now - last).toFixed(0).padStart(6)} ms  ${what}`)
    last = now
  }
}

await demo()
