import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ExtensionBrowser, LaunchOptions } from './browser.ts'
import type { BrowserName } from './browsers/find.ts'
import { launchChromium } from './chromium.ts'
import { launchFirefox } from './firefox.ts'
import { type Pages, servePages } from './pages.ts'
import { SAMPLE_GECKO_ID, writeSampleExtension } from './sample-extension.ts'
import { waitUntil } from './wait.ts'

let dir: string
let pages: Pages

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'harness-'))
  pages = await servePages({ '/paper': '<title>A paper</title>', '/book': '<title>A book</title>' })
})

afterAll(async () => {
  await pages.close()
  await rm(dir, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
})

suite('chromium', launchChromium)
suite('firefox', (options) => launchFirefox({ ...options, geckoId: SAMPLE_GECKO_ID }))

/** The same promises, kept by each browser; `Page` is that of its own driver. */
function suite<Page>(
  name: BrowserName,
  launch: (options: LaunchOptions) => Promise<ExtensionBrowser<Page>>,
): void {
  describe(`the harness on ${name}`, () => {
    let browser: ExtensionBrowser<Page>
    const extensionDir = () => join(dir, name)

    beforeAll(async () => {
      await writeSampleExtension(extensionDir(), name)
      browser = await launch({ extensionDir: extensionDir(), colorScheme: 'dark' })
      // Chromium loses a click that comes before the background has run for the first time.
      await browser.background.evaluate('true')
    })
    afterAll(() => browser.close())

    it('clicks the toolbar button so that the extension may read the page, and shows the real popup', async () => {
      const sentAt = await browser.clickToolbar(await browser.openPage(`${pages.url}/paper`))
      const popup = await browser.popup()
      await popup.waitForText('Saved: A paper')
      expect(await popup.evaluate(() => performance.timeOrigin)).toBeGreaterThanOrEqual(sentAt)
      expect(await popup.closed()).toBe(false)
      await popup.close()
      expect(await popup.closed()).toBe(true)
    })

    it('clicks again after the background was stopped, which revives it', async () => {
      const page = await browser.openPage(`${pages.url}/book`)
      await browser.background.stop()
      expect(await browser.background.alive()).toBe(false)
      await browser.clickToolbar(page)
      const popup = await browser.popup()
      await popup.waitForText('Saved: A book')
      expect(await browser.background.alive()).toBe(true)
      await popup.close()
    })

    it('types over a field, presses keys and takes a picture in the popup', async () => {
      await browser.clickToolbar(await browser.openPage(`${pages.url}/paper`))
      const popup = await browser.popup()
      await popup.fill('input', 'Größe')
      await popup.press('Enter')
      await popup.waitForText('Noted: Größe')
      expect(await popup.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(
        true,
      )
      expect(existsSync(await popup.screenshot(join(dir, name, 'popup.png')))).toBe(true)
      await popup.close()
    })

    it('opens the real side panel by a click in the popup, and clicks in it as a person', async () => {
      await browser.clickToolbar(await browser.openPage(`${pages.url}/paper`))
      const popup = await browser.popup()
      await popup.waitForText('Saved')
      await popup.click('button', 'Library')
      const panel = await browser.sidePanel()
      await panel.waitForText('Library')
      await panel.click('button', 'Press')
      await panel.waitForText('Pressed')
      expect(existsSync(await panel.screenshot(join(dir, name, 'panel.png')))).toBe(true)
      await panel.close()
    })

    it('opens a page of the extension as a tab and drives it the same way', async () => {
      const view = await browser.viewOf(await browser.openExtensionPage('/sidepanel.html'))
      await view.click('button')
      await view.waitForText('Pressed')
      await expect(view.evaluate('nothing.here')).rejects.toThrow('nothing')
      await view.close()
      expect(await view.closed()).toBe(true)
    })

    it('runs code in the background, waking it when it sleeps', async () => {
      await browser.background.stop()
      const sum = await browser.background.evaluate((by: number) => 20 + by, 22)
      expect(sum).toBe(42)
      const url = await browser.background.evaluate<string>('chrome.runtime.getURL("")')
      expect(url).toBe(`${browser.origin}/`)
    })

    it('keeps what the extension stored when the profile is opened again, also after a crash', async () => {
      const options = { extensionDir: extensionDir(), profileDir: join(dir, `${name}-profile`) }
      const first = await launch(options)
      await (await first.viewOf(await first.openExtensionPage('/sidepanel.html'))).evaluate(store)
      await first.close()
      for (const end of ['kill', 'close'] as const) {
        const again = await launch(options)
        const view = await again.viewOf(await again.openExtensionPage('/sidepanel.html'))
        expect(await view.evaluate(stored)).toBe('kept')
        await again[end]()
      }
    })
  })
}

/** Runs in the page. */
async function store() {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open('things')
    opening.onupgradeneeded = () => opening.result.createObjectStore('things')
    opening.onsuccess = () => resolve(opening.result)
    opening.onerror = () => reject(opening.error)
  })
  const writing = database.transaction('things', 'readwrite', { durability: 'strict' })
  writing.objectStore('things').put('kept', 'thing')
  await new Promise((resolve) => {
    writing.oncomplete = resolve
  })
}

/** Runs in the page. */
async function stored(): Promise<string | undefined> {
  const database = await new Promise<IDBDatabase>((resolve) => {
    const opening = indexedDB.open('things')
    opening.onsuccess = () => resolve(opening.result)
  })
  if (!database.objectStoreNames.contains('things')) return undefined
  const reading = database.transaction('things').objectStore('things').get('thing')
  return new Promise((resolve) => {
    reading.onsuccess = () => resolve(reading.result)
  })
}

it('says what it waited for in vain', async () => {
  const never = waitUntil(() => false, { what: 'the moon to fall', timeoutMs: 30 })
  await expect(never).rejects.toThrow('Timed out after 30 ms waiting for the moon to fall')
})
