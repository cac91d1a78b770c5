import { openChromium, save } from '../../deeprecall.ts'
import { servePages } from '../../pages.ts'
import { waitUntil } from '../../wait.ts'
import { makeDisk } from '../browser/disk.ts'
import { openTab } from '../browser/tab.ts'
import { type BrowserGround, openBrowserGround } from '../kills/browser-ground.ts'
import type { Played, Row } from './row.ts'

/** Sizes of the titles that are saved until the disk refuses one. */
const LARGE = 'large '.repeat(8_000)
const MOST_TRIES = 40

/*
 * The extension has `unlimitedStorage`, over which Chromium ignores a quota that DevTools set: so the
 * disk under the profile is filled for real.
 */
export const r5: Row = {
  what: 'the disk under the browser is full',
  pass: '5 times (--times): saving says so and can be tried again, what was queued before is all there',
  play: async ({ times = 5 }, say) => {
    const all: string[] = []
    for (let n = 0; n < times; n++) {
      const { violations, figures } = await once()
      say(`${n}: ${JSON.stringify(figures)}, ${violations.length} violations`)
      all.push(...violations.map((one) => `time ${n}: ${one}`))
    }
    return { figures: { times }, violations: all }
  },
}

async function once(): Promise<Played> {
  const disk = await makeDisk()
  if (disk.kind === 'process') {
    await disk.remove()
    return { figures: { played: 'no: this user may mount no disk' }, violations: [] }
  }
  const pages = await servePages({ '/a.html': '<title>A page</title>' })
  const ground = await openBrowserGround(disk.dir)
  await ground.proxy.poison({ kind: 'down' })
  await ground.create(['earlier', 'earlier too'])
  const makeRoom = await disk.fill()
  const refused = await saveUntilRefused(ground)
  const violations = refused === null ? ['saving never failed'] : []
  violations.push(...(await refusedPopup(ground, `${pages.url}/a.html`)))
  await makeRoom()
  await ground.proxy.poison(null)
  const again = () => save(ground.browser, `${pages.url}/a.html`).then(() => true)
  await waitUntil(again, { what: 'saving to work again', timeoutMs: 30_000 }).catch((error) =>
    violations.push(String(error)),
  )
  await ground.browser.kill()
  ground.browser = await openChromium({ profileDir: disk.dir })
  ground.tab = await openTab(ground.browser)
  await ground.tab.call('open', null)
  violations.push(...(await ground.written()), ...(await ground.close()))
  await pages.close()
  await disk.remove()
  return { figures: { refused: refused ?? 'never' }, violations }
}

/** The name of the error that the caller gets at last. */
async function saveUntilRefused({ create }: BrowserGround): Promise<string | null> {
  for (let n = 0; n < MOST_TRIES; n++) {
    const failed = await create([`${n} ${LARGE}`]).then(() => null, String)
    if (failed !== null) return failed.slice(0, 80)
  }
  return null
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
