import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ChromiumBrowser } from './chromium.ts'
import { openChromium, openLibraryTab, save } from './deeprecall.ts'
import { type Pages, servePages } from './pages.ts'
import { connect, type Product, startProduct } from './product.ts'
import { waitUntil } from './wait.ts'

let pages: Pages
let product: Product
let browser: ChromiumBrowser

beforeAll(async () => {
  const paper = (title: string) => `<title>${title}</title>`
  pages = await servePages({ '/one.html': paper('one'), '/two.html': paper('two') })
  product = await startProduct()
  browser = await openChromium()
})
afterAll(async () => {
  await browser?.close()
  await product?.discard()
  await pages?.close()
})

it('F23 keeps everything when the server knows the device no more, says so, and goes on with a new code', async () => {
  await connect(browser, product)
  await save(browser, `${pages.url}/one.html`)
  await waitUntil(async () => (await product.query('SELECT 1 FROM works')).length === 1, {
    what: 'the first work in Postgres',
  })
  await product.query('UPDATE devices SET revoked_at = now()')
  await save(browser, `${pages.url}/two.html`)
  const library = await openLibraryTab(browser)
  await library.waitForText('Signed out')
  await library.waitFor(() => document.body.innerText.includes('two'))
  await library.close()
  await connect(browser, product)
  const titles = () => product.query('SELECT title FROM works ORDER BY title')
  await waitUntil(async () => (await titles()).length === 2, {
    what: 'the second work in Postgres',
  })
  expect(await titles()).toEqual([{ title: 'one' }, { title: 'two' }])
})
