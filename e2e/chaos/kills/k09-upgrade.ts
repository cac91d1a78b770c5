import type { Account } from '../../../lib/buffer/account.ts'
import { delay } from '../../../lib/kit/delay.ts'
import type { Backend } from '../backend.ts'
import { FIRST_VERSION } from '../browser/first-queue.ts'
import { openTab } from '../browser/tab.ts'
import { openBrowserGround } from './browser-ground.ts'
import type { Ground } from './kill.ts'

const CHANGES = 50
/** An upgrade of so many changes takes about this long, in milliseconds: the kill falls anywhere within. */
const WITHIN_MS = 300

/**
 * K9: the extension's process is killed while a page upgrades the queue of an older version, which
 * another context still has open: the old queue is whole, or the new one is.
 */
export async function killedUpgrading(): Promise<Ground> {
  const ground = await openBrowserGround()
  const { backend, browser } = ground
  const open = async () => {
    const tab = await openTab(browser, '/options.html')
    await tab.call('open', null)
    return tab
  }
  return {
    kill: async (n) => {
      const suffix = `_K9_${n}`
      const titles = Array.from({ length: CHANGES }, (_, i) => `K9 ${n} ${i}`)
      const ids = await ground.tab.call('makeFirst', { suffix, titles })
      const page = await open()
      const upgrading = page.call('upgrade', suffix).catch(() => null)
      await delay(Math.random() * WITHIN_MS)
      await page.crash()
      await upgrading
      const after = await open()
      const { version, old, taken } = await after.call('countQueue', suffix)
      const wrong = [...(await missing(backend, await after.call('drainQueue', suffix), ids))]
      await Promise.all([page, ground.tab].map((tab) => tab.page.close()))
      ground.tab = after
      if (old + taken !== CHANGES || old * taken > 0) wrong.push(`${old} old, ${taken} taken over`)
      const opened = taken > 0 ? 'taken over' : 'made, nothing taken over'
      return { violations: wrong, state: version === FIRST_VERSION ? 'not upgraded' : opened }
    },
    close: ground.close,
  }
}

/** What is wrong with a queue that was sent: its books, or the rows of its works. */
async function missing({ query }: Backend, account: Account, ids: string[]): Promise<string[]> {
  const [rows] = await query<{ n: number }>(
    'SELECT count(*)::int AS n FROM works WHERE id = ANY($1::uuid[]) AND rev = 1',
    [ids],
  )
  const { enqueued, applied, difference } = account
  const level = difference === 0 && enqueued === ids.length && applied === ids.length
  return [
    ...(level ? [] : [`the books of the new queue: ${JSON.stringify(account)}`]),
    ...(rows?.n === ids.length ? [] : [`${rows?.n} of ${ids.length} works on the server`]),
  ]
}
