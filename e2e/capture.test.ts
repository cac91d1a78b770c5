import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ExtensionBrowser } from './browser.ts'
import { openChromium, openFirefox, openLibraryTab } from './deeprecall.ts'
import { type Pages, servePages } from './pages.ts'
import { waitUntil } from './wait.ts'

const TITLE = 'Molecular Structure of Nucleic Acids: A Structure for Deoxyribose Nucleic Acid'
let pages: Pages

beforeAll(async () => {
  pages = await servePages('e2e/site')
})
afterAll(() => pages.close())

suite('Chromium', openChromium)
suite('Firefox', openFirefox)

/** What a person can do with the toolbar button, with no server anywhere. */
function suite<Page>(name: string, open: () => Promise<ExtensionBrowser<Page>>): void {
  describe(`the toolbar button in ${name}`, () => {
    let browser: ExtensionBrowser<Page>
    beforeAll(async () => {
      browser = await open()
    })
    afterAll(() => browser?.close())

    const click = async (path: string) => {
      await browser.clickToolbar(await browser.openPage(`${pages.url}${path}`))
      return browser.popup()
    }
    const listed = async () => {
      const library = await openLibraryTab(browser)
      await library.waitFor(() => !document.querySelector('[aria-busy=true]'))
      const titles = await library.evaluate(() =>
        [...document.querySelectorAll('li [id^=title-]')].map((title) => title.textContent),
      )
      await library.close()
      return titles
    }

    it('saves the paper before anybody has named a server, and shows what it is', async () => {
      const popup = await click('/highwire.html')
      await popup.waitForText('Saved')
      const title = await popup.evaluate(() => document.querySelector('textarea')?.value)
      expect(title).toBe(TITLE)
      for (const text of ['Watson', 'Crick', '1953', 'Nature', '10.1038/171737a0']) {
        await popup.waitForText(text)
      }
      const type = await popup.evaluate(() => document.querySelector('select')?.value)
      expect(type).toBe('paper')
      expect(await popup.text()).not.toContain('Waiting')
      await popup.close()
    })

    it('F50 says that it has the page already, and saves no second one', async () => {
      const popup = await click('/highwire.html')
      await popup.waitForText('Already in your library')
      await popup.waitForText('Saved just now')
      await popup.close()
      expect(await listed()).toEqual([TITLE])
    })

    it('corrects title and type in place, also when the popup is closed in the middle', async () => {
      const popup = await click('/highwire.html')
      await popup.waitForText('Already')
      await popup.fill('textarea', 'The double helix')
      await popup.press('Enter')
      await popup.evaluate(() => {
        const select = document.querySelector('select')
        if (!select) throw new Error('there is no choice of types')
        select.value = 'article'
        select.dispatchEvent(new Event('change', { bubbles: true }))
      })
      await popup.fill('textarea', 'The double helix, corrected')
      await popup.close()
      await waitUntil(async () => (await listed())[0] === 'The double helix, corrected', {
        what: 'the correction in the list',
      })
      const again = await click('/highwire.html')
      await again.waitForText('Already')
      expect(await again.evaluate(() => document.querySelector('select')?.value)).toBe('article')
      await again.close()
    })

    it('undoes a save, also when the popup is opened again', async () => {
      await (await click('/json-ld.html')).waitForText('Saved')
      await (await browser.popup()).close()
      const popup = await click('/json-ld.html')
      await popup.waitForText('Already in your library')
      await popup.click('button', 'Undo')
      await popup.waitForText('Removed from your library')
      await popup.click('button', 'Save again')
      await popup.waitForText('Already in your library')
      await popup.click('button', 'Undo')
      await popup.waitForText('Removed from your library')
      await popup.close()
      expect(await listed()).toEqual(['The double helix, corrected'])
    })

    it('saves exactly once when the popup is closed as soon as it appears', async () => {
      const popup = await click('/plain.html')
      await popup.close()
      await waitUntil(async () => (await listed()).length === 2, { what: 'the second work' })
      const again = await click('/plain.html')
      await again.waitForText('Already in your library')
      await again.close()
      expect(await listed()).toHaveLength(2)
    })

    it('saves the title and the address of a page that no extension may read', async () => {
      const forbidden = name === 'Firefox' ? `${pages.url}/on-growth.pdf` : 'chrome://version'
      await browser.clickToolbar(await browser.openPage(forbidden))
      const popup = await browser.popup()
      await popup.waitForText("This page can't be read; saved its title and address.")
      await popup.click('button', 'Undo')
      await popup.waitForText('Removed')
      await popup.close()
    })

    it('opens the real panel beside the page from the popup, with the work in it', async () => {
      const popup = await click('/plain.html')
      await popup.waitForText('Already in your library')
      await popup.click('button', 'Library')
      const panel = await browser.sidePanel()
      await panel.waitForText('The double helix, corrected')
      await panel.waitForText('On this device')
    })

    it('takes a hostile page for what it says, bounded and as text', async () => {
      const before = await listed()
      const popup = await click('/hostile.html')
      await popup.waitForText('Saved')
      const [title, ran] = await popup.evaluate(
        () => [document.querySelector('textarea')?.value ?? '', 'executed' in window] as const,
      )
      expect(title.length).toBeGreaterThan(0)
      expect(title.length).toBeLessThanOrEqual(64 * 1024)
      expect(ran).toBe(false)
      const links = await popup.evaluate(() =>
        [...document.querySelectorAll('a')].map((link) => link.href),
      )
      expect(links.filter((href) => !/^https?:/.test(href))).toEqual([])
      await popup.close()
      expect(await listed()).toHaveLength(before.length + 1)
    })

    it('never takes the words of a bot wall for a title', async () => {
      const popup = await click('/wall.html')
      await popup.waitForText('Saved')
      const title = await popup.evaluate(() => document.querySelector('textarea')?.value)
      expect(title).not.toMatch(/just a moment/i)
      await popup.close()
    })

    it('says Saved again after the background was stopped', async () => {
      await browser.background.stop()
      const popup = await click('/open-graph.html')
      await popup.waitForText('Saved')
      await popup.close()
    })
  })
}
