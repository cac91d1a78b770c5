import { delay } from '../../../lib/kit/delay.ts'
import { openChromium, save } from '../../deeprecall.ts'
import { servePages } from '../../pages.ts'
import { waitUntil } from '../../wait.ts'
import { makeDisk } from '../browser/disk.ts'
import { openTab } from '../browser/tab.ts'
import { type BrowserGround, openBrowserGround } from '../kills/browser-ground.ts'
import type { Played, Row } from './row.ts'

/** A title of works that are saved until the disk refuses one. */
const LARGE = 'large '.repeat(8_000)
/** How many are saved before the disk begins to fill. */
const EARLIER = 5
/** How soon saving has to be refused, in milliseconds. */
const REFUSED_MS = 30_000

/*
 * The extension has `unlimitedStorage`, over which Chromium ignores a quota that DevTools set: so the
 * disk under the profile is filled for real.
 */
export const r5: Row = {
  what: 'the disk under the browser is filled while works are saved; every other time the browser is killed then, and starts on the full disk',
  pass: '5 times (--times): saving says so and can be tried again, all that was said to be saved is there',
  play: async ({ times = 5 }, say) => {
    const all: string[] = []
    for (let n = 0; n < times; n++) {
      const { violations, figures } = await once(n % 2 === 1)
      say(`${n}: ${JSON.stringify(figures)}, ${violations.length} violations`)
      all.push(...violations.map((one) => `time ${n}: ${one}`))
    }
    return { figures: { times }, violations: all }
  },
}

async function once(killed: boolean): Promise<Played> {
  const disk = await makeDisk()
  if (disk.kind === 'process') {
    await disk.remove()
    return { figures: { played: 'no: this user may mount no disk' }, violations: [] }
  }
  const pages = await servePages({ '/a.html': '<title>A page</title>' })
  const url = `${pages.url}/a.html`
  const ground = await openBrowserGround(disk.dir)
  await ground.proxy.poison({ kind: 'down' })
  await ground.create(['earlier', 'earlier too'])
  const saving = saveUntilRefused(ground)
  await waitUntil(() => ground.promised.size > EARLIER, { what: 'works to be saved' })
  const makeRoom = await disk.fill()
  const refused = await saving
  const violations = refused?.includes('StorageFullError') ? [] : [`saving ended with ${refused}`]
  violations.push(...(await refusedPopup(ground, url)))
  await ground.stopBackground()
  if (killed) await startAgain(ground, disk.dir)
  await ground.tab.call('flush')
  await makeRoom()
  await ground.proxy.poison(null)
  const again = () => save(ground.browser, url).then(() => true)
  await waitUntil(again, { what: 'saving to work again', timeoutMs: 30_000 }).catch((error) =>
    violations.push(String(error)),
  )
  await startAgain(ground, disk.dir)
  violations.push(...(await ground.written()), ...(await ground.close()))
  await pages.close()
  await disk.remove()
  const figures = {
    saved: ground.promised.size,
    refused: refused ?? 'never',
    killed: String(killed),
  }
  return { figures, violations }
}

async function startAgain(ground: BrowserGround, profileDir: string): Promise<void> {
  await ground.browser.kill()
  ground.browser = await openChromium({ profileDir })
  ground.tab = await openTab(ground.browser)
  await ground.tab.call('open', null)
}

/** Saves works, and notes as promised what is said to be kept; answers the error that ends it. */
async function saveUntilRefused({ tab, promised }: BrowserGround): Promise<string | null> {
  const told = (id: string, title: string) => void promised.set(id, [title])
  await tab.page.exposeFunction('told', told)
  const saving = tab.call('keepCreating', LARGE).then(() => null, String)
  const first = await Promise.race([saving, delay(REFUSED_MS).then(() => null)])
  return first?.slice(0, 80) ?? null
}

/** A click on the toolbar button must say that nothing was saved, and stay. */
async function refusedPopup({ browser }: BrowserGround, url: string): Promise<string[]> {
  await browser.clickToolbar(await browser.openPage(url))
  const popup = await browser.popup()
  const said = await popup.waitForText('Not saved').then(
    () => [],
    (error: Error) => [error.message],
  )
  await popup.close()
  return said
}
