import { delay } from '../../../lib/kit/delay.ts'
import { QUEUE } from './browser-ground.ts'
import type { Grounds } from './grounds.ts'
import type { Ground } from './kill.ts'

/** A change by the background is saved within about this time, in milliseconds. */
const WITHIN_MS = 12

/**
 * K1: the background is killed before its transaction is complete: the caller learns that it failed
 * and nothing is queued. Every other time at a random moment instead: whatever the caller was told holds.
 */
export async function killedBeforeSaved({ browser }: Grounds): Promise<Ground> {
  const ground = await browser()
  const { stopBackground, tab, promised, create, written } = ground
  const [id = ''] = await create(['made'])
  await written()
  const enqueued = async () => (await tab.call('report')).account.enqueued
  return {
    kill: async (n) => {
      const [title, held] = [`K1 ${n}`, n % 2 === 0]
      const [told = ''] = promised.get(id) ?? []
      const before = await enqueued()
      if (held) await tab.call('occupy', { database: QUEUE, store: 'head' })
      const asked = tab.call('retitle', { id, title })
      await delay(Math.random() * WITHIN_MS)
      await stopBackground()
      if (held) await tab.call('letGo')
      const kept = await asked
      const queued = (await enqueued()) - before
      promised.set(id, [queued > 0 ? title : told])
      const wrong = await written()
      if (held && (kept || queued > 0)) wrong.push(`kept: ${kept}, queued: ${queued}`)
      if (kept && queued !== 1) wrong.push(`told that it is kept, but ${queued} are queued`)
      return { violations: wrong, state: kept ? 'saved' : queued ? 'saved unheard' : 'nothing' }
    },
    close: ground.close,
  }
}
