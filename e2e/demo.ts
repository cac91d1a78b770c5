import { mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { ChromiumBrowser } from './chromium.ts'
import { openChromium, openLibraryTab } from './deeprecall.ts'
import { journey } from './journey.ts'
import { servePages } from './pages.ts'
import { connect, type Product, startProduct } from './product.ts'
import { LIBRARY, paperPage } from './sample-library.ts'

const PICTURES = resolve('.output/demo')
const [PAPER] = LIBRARY

/** The main job without a person: a click on a paper's page, and the record as Postgres has it. */
async function demo(): Promise<void> {
  if (!PAPER) return
  const step = stopwatch()
  const pages = await servePages({ '/paper.html': paperPage(PAPER) })
  const product = await startProduct()
  step('built the extension, started Postgres and the server on a throw-away library')
  const browser = await openChromium({ viewport: { width: 400, height: 640 } })
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
  const popup = await (await browser.popup()).screenshot(`${PICTURES}/popup.png`)
  const library = await openLibraryTab(browser)
  await library.waitForText('Saved everywhere')
  const panel = await library.screenshot(`${PICTURES}/panel.png`)
  const [row] = await product.query('SELECT * FROM works')
  const stated = Object.entries(row ?? {}).filter(([, value]) => value !== null)
  console.log('\nThe record, as Postgres has it:')
  console.log(JSON.stringify(Object.fromEntries(stated), null, 2))
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
