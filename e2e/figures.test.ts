import { mkdir } from 'node:fs/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ChromiumBrowser } from './chromium.ts'
import { openChromium, openNarrowLibrary, picture } from './deeprecall.ts'
import { figure, figureLine } from './figures.ts'
import { type Journey, journey } from './journey.ts'
import { type Pages, servePages } from './pages.ts'
import { connect, type Product, startProduct } from './product.ts'
import { LIBRARY, paperPage } from './sample-library.ts'

const CLICKS = 10
/** Where the README's pictures come from; `PICTURES=docs/pictures` renews them. */
const PICTURES = process.env.PICTURES ?? '.output/pictures'
let pages: Pages
let product: Product
let browser: ChromiumBrowser

beforeAll(async () => {
  await mkdir(PICTURES, { recursive: true })
  pages = await servePages(
    Object.fromEntries(LIBRARY.map((paper, i) => [`/${i}.html`, paperPage(paper)])),
  )
  product = await startProduct()
  browser = await openChromium()
  await connect(browser, product)
})
afterAll(async () => {
  await browser?.close()
  await product?.discard()
  await pages.close()
})

it('shows Saved and has the row in Postgres after each of ten clicks, and prints how soon', async () => {
  const journeys: Journey[] = []
  for (const [i, { title }] of LIBRARY.slice(0, CLICKS).entries()) {
    journeys.push(await journey(browser, product, { url: `${pages.url}/${i}.html`, title }))
    const popup = await browser.popup()
    if (i === CLICKS - 1) await picture(popup, `${PICTURES}/popup.png`)
    await popup.close()
  }
  const of = (value: (one: Journey) => number) => figure(journeys.map(value), 'ms')
  console.log(
    figureLine(
      'click → Saved shown     ',
      of((one) => one.toSavedMs),
    ),
  )
  console.log(
    figureLine(
      'click → row in Postgres ',
      of((one) => one.toPostgresMs),
    ),
  )
  const stored = await product.query('SELECT title FROM works')
  expect(stored.map(({ title }) => title).sort()).toEqual(
    LIBRARY.slice(0, CLICKS)
      .map(({ title }) => title)
      .sort(),
  )
})

it('lists all of them, newest first, and takes the picture for the README', async () => {
  const library = await openNarrowLibrary(browser)
  await library.waitForText('Saved everywhere')
  await library.waitFor((count) => document.querySelectorAll('li').length === count, CLICKS)
  const titles = await library.evaluate(() =>
    [...document.querySelectorAll('li [id^=title-]')].map((title) => title.textContent),
  )
  expect(titles).toEqual(
    LIBRARY.slice(0, CLICKS)
      .map(({ title }) => title)
      .reverse(),
  )
  await picture(library, `${PICTURES}/panel.png`)
  await library.close()
})
