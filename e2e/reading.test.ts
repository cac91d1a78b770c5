import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Draft } from '../lib/capture/draft.ts'
import type { ExtensionBrowser } from './browser.ts'
import { openChromium, openFirefox } from './deeprecall.ts'
import { type Pages, servePages } from './pages.ts'

let pages: Pages

beforeAll(async () => {
  pages = await servePages('e2e/site')
})
afterAll(() => pages.close())

/** Our own page of each standard, and by what its record is known. */
const STANDARDS: Record<string, Partial<Draft>> = {
  highwire: { doi: '10.1038/171737a0', cslType: 'article-journal' },
  'json-ld': { title: 'Computing Machinery and Intelligence', year: 1950 },
  'dublin-core': { cslType: 'thesis', isbn13: '9780306406157' },
  'open-graph': { publishingDate: '2024-11-05', containerTitle: 'The Harbour Gazette' },
  plain: { title: 'How the tide tables are made', cslType: 'webpage' },
  microdata: { title: 'On the Economy of Machinery' },
  rdfa: { title: 'A Catalogue of Northern Stars' },
  eprints: { title: 'The dance of bees' },
  coins: { title: 'On growth and form' },
  signposting: { title: 'Tide gauges of the northern coast' },
  'citation-line': { title: 'The ribs of long-necked animals' },
  catalogue: { title: 'Vom Bau der Brücken' },
}

suite('Chromium', openChromium, Object.keys(STANDARDS))
suite('Firefox', openFirefox, ['highwire', 'json-ld', 'open-graph', 'microdata', 'plain'])

/** What the capture script hands over in a real browser, from a click on. */
function suite<Page>(
  name: string,
  open: () => Promise<ExtensionBrowser<Page>>,
  standards: readonly string[],
): void {
  describe(`reading in ${name}`, () => {
    let browser: ExtensionBrowser<Page>
    beforeAll(async () => {
      browser = await open()
    })
    afterAll(() => browser?.close())

    const draftOf = async (page: string): Promise<Draft> => {
      const url = `${pages.url}/${page}.html`
      await browser.clickToolbar(await browser.openPage(url))
      const popup = await browser.popup()
      await popup.waitForText('Undo')
      await popup.close()
      return browser.background.evaluate<Draft>(
        `chrome.tabs.query({ active: true })
          .then((tabs) => tabs.find((tab) => tab.url === ${JSON.stringify(url)}).id)
          .then((tabId) => chrome.scripting.executeScript({
            target: { tabId }, files: ['/content-scripts/capture.js'],
          }))
          .then(([injected]) => injected.result)`,
      )
    }

    it.each(standards)('reads the work of a page of %s', async (page) => {
      expect(await draftOf(page)).toMatchObject(STANDARDS[page] ?? {})
    })

    it('lists the works of a table of contents, each with its link', async () => {
      const { items } = await draftOf('list')
      expect(items).toEqual([
        { title: 'On the growth of rivers', url: `${pages.url}/articles/31`, doi: '10.5555/31' },
        { title: 'A theory of tides', url: `${pages.url}/articles/32`, doi: '10.5555/32' },
        { title: 'Lamps and their keepers', url: `${pages.url}/articles/33`, doi: '10.5555/33' },
      ])
    })

    it('lists nothing of a page about one work', async () => {
      expect(await draftOf('highwire')).not.toHaveProperty('items')
    })
  })
}
