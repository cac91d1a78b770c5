import { AxeBuilder } from '@axe-core/playwright'
import { afterAll, afterEach, expect, it } from 'vitest'
import type { ChromiumBrowser } from './chromium.ts'
import { openChromium, save } from './deeprecall.ts'
import { servePages } from './pages.ts'

const pages = await servePages('e2e/site')
let browser: ChromiumBrowser

afterEach(() => browser.close())
afterAll(() => pages.close())

it.each(['light', 'dark'] as const)('axe finds nothing on any page in %s', async (colorScheme) => {
  browser = await openChromium({ colorScheme, viewport: { width: 320, height: 700 } })
  const found: string[] = []
  const check = async (path: string, ready: string) => {
    const page = await browser.openExtensionPage(path)
    await page.getByText(ready).first().waitFor()
    const { violations } = await new AxeBuilder({ page }).analyze()
    found.push(...violations.map(({ id, nodes }) => `${path} ${id} ${nodes[0]?.html}`))
    await page.close()
  }
  await check('/sidepanel.html', 'Open a paper and press the button')
  await save(browser, `${pages.url}/highwire.html`)
  await check('/sidepanel.html', 'Molecular Structure')
  await check('/popup.html', 'Library')
  await check('/options.html', 'Your server')
  expect(found).toEqual([])
})
