import { delay } from '../../../lib/kit/delay.ts'
import { openChromium } from '../../deeprecall.ts'
import { waitUntil } from '../../wait.ts'
import { makeDisk } from '../browser/disk.ts'
import { openTab } from '../browser/tab.ts'
import { type BrowserGround, openBrowserGround } from './browser-ground.ts'
import type { Ground } from './kill.ts'

/** For how long works are saved before the cut, in milliseconds, at the most. */
const SAVING_MS = 400

/**
 * K12: the power fails while works are saved: all that a person was told is kept is there after the
 * restart. Every other time something is written last that asked for no durability, as a control: it
 * shows that a cut does take what is not on the platter.
 */
export async function powerCut(): Promise<Ground> {
  const disk = await makeDisk()
  const ground = await openBrowserGround(disk.dir)
  const { proxy, promised, written } = ground
  await disk.sync()
  return {
    kill: async (n) => {
      await proxy.poison({ kind: 'down' })
      const told = await saveForAWhile(ground, `K12 ${n}`)
      const control = n % 2 === 1
      if (control) await ground.tab.call('stopCreating')
      if (control) await ground.tab.call('keepRelaxed', n)
      const kept = [...told]
      await disk.cut()
      await ground.browser.kill()
      await disk.restart()
      for (const [id, title] of disk.kind === 'power' ? kept : told) promised.set(id, [title])
      await proxy.poison(null)
      ground.browser = await openChromium({ profileDir: disk.dir })
      ground.tab = await openTab(ground.browser)
      await ground.tab.call('open', null)
      const lost = control && (await ground.tab.call('keptRelaxed')) !== n
      const what = disk.kind === 'power' ? 'power cut' : 'browser killed'
      const wrong = await written()
      return { violations: wrong, state: lost ? `${what}, control lost` : what }
    },
    close: async () => {
      const wrong = await ground.close()
      await disk.remove()
      return wrong
    },
  }
}

/** The works that were said to be kept, for as long as it goes on. */
async function saveForAWhile({ tab }: BrowserGround, prefix: string) {
  const told = new Map<string, string>()
  await tab.page.exposeFunction('told', (id: string, title: string) => void told.set(id, title))
  // it ends with the browser
  tab.call('keepCreating', prefix).catch(() => {})
  await waitUntil(() => told.size > 0, { what: 'the first work to be saved' })
  await delay(Math.random() * SAVING_MS)
  return told
}
