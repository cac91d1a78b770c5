import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ExtensionBrowser, LaunchOptions } from './browser.ts'
import { openChromium, openFirefox, openLibraryTab, save } from './deeprecall.ts'
import { type Pages, servePages } from './pages.ts'
import { connect, type Product, startProduct } from './product.ts'
import type { View } from './view/view.ts'
import { waitUntil } from './wait.ts'

type Open<Page> = (options?: Pick<LaunchOptions, 'profileDir'>) => Promise<ExtensionBrowser<Page>>

const paper = (title: string) =>
  `<title>${title}</title><meta name="citation_title" content="${title}">` +
  '<meta name="citation_author" content="Lovelace, Ada">'
const TITLES = ['before', 'online', 'stopped', 'closed', 'killed']
let pages: Pages

beforeAll(async () => {
  const papers = TITLES.map((title) => [`/${title}.html`, paper(title)])
  pages = await servePages(Object.fromEntries(papers))
})
afterAll(() => pages.close())

suite('Chromium', openChromium)
suite('Firefox', openFirefox)

/** Two profiles, one server, and all that can come between them. */
function suite<Page>(name: string, open: Open<Page>): void {
  describe(`two devices with ${name}`, () => {
    let product: Product
    let profileDir: string
    let mine: ExtensionBrowser<Page>
    let other: ExtensionBrowser<Page>
    let seen: View

    beforeAll(async () => {
      profileDir = await mkdtemp(join(tmpdir(), 'deeprecall-profile-'))
      product = await startProduct()
      mine = await open({ profileDir })
      other = await open()
    })
    afterAll(async () => {
      await Promise.allSettled([mine?.close(), other?.close()])
      await product?.discard()
      await rm(profileDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
    })

    const url = (title: string) => `${pages.url}/${title}.html`
    const arrived = (title: string) =>
      waitUntil(
        async () => {
          const rows = await product.query('SELECT rev FROM works WHERE title = $1', [title])
          return rows.length > 0 && rows
        },
        { what: `"${title}" in Postgres`, timeoutMs: 45_000 },
      )
    const row = (title: string) =>
      `[...document.querySelectorAll('li')].find((one) => one.textContent.includes('${title}'))`

    it('F61 B-12 sends what was saved before a server was named, once, after connecting', async () => {
      await save(mine, url('before'))
      const library = await openLibraryTab(mine)
      await library.waitForText('On this device')
      expect(await library.text()).not.toMatch(/not sent|waiting/i)
      await connect(mine, product)
      expect(await arrived('before')).toHaveLength(1)
      await library.waitForText('Saved everywhere')
      await library.close()
    })

    it('F4 shows a save on the other device without a reload', async () => {
      await connect(other, product)
      seen = await openLibraryTab(other)
      await seen.waitForText('before')
      await save(mine, url('online'))
      await seen.waitForText('online')
      const rows = await product.query('SELECT title, rev FROM works ORDER BY created_at')
      expect(rows).toEqual([
        { title: 'before', rev: '1' },
        { title: 'online', rev: '1' },
      ])
    })

    it('takes a favourite, a deletion and its undo to the other device', async () => {
      const library = await openLibraryTab(mine)
      await library.waitForText('online')
      const star = `${row('online')}.querySelector('[aria-pressed]')`
      await library.evaluate(`${star}.click()`)
      await seen.waitFor(`${star}.getAttribute('aria-pressed') === 'true'`)
      await library.evaluate(`${row('before')}.querySelector('[aria-label=Delete]').click()`)
      await library.waitForText('Deleted')
      await seen.waitFor(`!(${row('before')})`)
      await library.click('button', 'Undo')
      await seen.waitForText('before')
      await library.waitForText('before')
      await library.close()
    })

    it('shows an edit from another device in the open popup', async () => {
      const page = await mine.openPage(url('online'))
      await mine.clickToolbar(page)
      const popup = await mine.popup()
      await popup.waitForText('Already')
      await popup.waitFor(() => document.querySelector('[aria-pressed=true]'))
      await seen.evaluate(`${row('online')}.querySelector('[aria-pressed]').click()`)
      await popup.waitFor(() => document.querySelector('[aria-pressed=false]'))
      await popup.close()
    })

    it('F54 saves while the server is stopped, says that it waits, and sends once it is back', async () => {
      await product.stop()
      await save(mine, url('stopped'))
      const library = await openLibraryTab(mine)
      await library.waitForText('No internet, 1 change waiting')
      await library.waitFor(`${row('stopped')}.textContent.includes('Not sent yet')`)
      await product.start()
      expect(await arrived('stopped')).toHaveLength(1)
      await library.waitForText('Saved everywhere')
      expect(await library.text()).not.toContain('Not sent yet')
      await library.close()
      await seen.waitForText('stopped')
    })

    it('F54 keeps what waits over a restart of the browser', async () => {
      await product.kill()
      await save(mine, url('closed'))
      await mine.close()
      mine = await open({ profileDir })
      const library = await openLibraryTab(mine)
      await library.waitForText('closed')
      await library.waitForText('before')
      await product.start()
      expect(await arrived('closed')).toHaveLength(1)
      await library.waitForText('Saved everywhere')
      await library.close()
    })

    it('F22 sends once, at the next alarm, what a background had in its hands when it was killed', async () => {
      product.freeze()
      await save(mine, url('killed'))
      await mine.background.stop()
      expect(await mine.background.alive()).toBe(false)
      product.thaw()
      expect(await arrived('killed')).toEqual([{ rev: '1' }])
      await seen.waitForText('killed')
    })

    it('has every work once, everywhere', async () => {
      const counted = await product.query(
        'SELECT title, count(*)::int AS n FROM works GROUP BY title',
      )
      expect(counted.map(({ title, n }) => [title, n]).sort()).toEqual(
        TITLES.map((title) => [title, 1]).sort(),
      )
      const refused = await product.query('SELECT code FROM write_log WHERE code IS NOT NULL')
      expect(refused).toEqual([])
      const library = await openLibraryTab(mine)
      await library.waitForText('Saved everywhere')
      for (const view of [library, seen]) {
        await view.waitFor(
          (count) => document.querySelectorAll('li').length === count,
          TITLES.length,
        )
      }
    })
  })
}
