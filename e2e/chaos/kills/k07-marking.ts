import { delay } from '../../../lib/kit/delay.ts'
import { waitUntil } from '../../wait.ts'
import { answerUnwritten } from './answered.ts'
import type { BrowserGround } from './browser-ground.ts'
import type { Grounds } from './grounds.ts'
import type { Ground } from './kill.ts'

const BATCH = 10

/** K7: the background is killed inside the transaction that writes an answer down: all of it is there, or nothing. */
export async function killedMarking({ browser }: Grounds): Promise<Ground> {
  const ground = await browser()
  const { stopBackground, standing, tab, written } = ground
  // The kill falls anywhere within the time that marking takes here.
  const withinMs = await markingMs(ground)
  return {
    kill: async (n) => {
      const titles = Array.from({ length: BATCH }, (_, i) => `K7 ${n} ${i}`)
      const ids = await answerUnwritten(ground, titles)
      void tab.call('letGo')
      await delay(Math.random() * withinMs)
      await stopBackground()
      const unmarked = await standing('syncing', ids)
      const wrong = await written()
      if (unmarked % ids.length !== 0) wrong.push(`${unmarked} of ${ids.length} were not marked`)
      return { violations: wrong, state: unmarked > 0 ? 'nothing marked' : 'all marked' }
    },
    close: ground.close,
  }
}

/** How long it takes, in milliseconds, until an answer that may be written down is. */
async function markingMs(ground: BrowserGround): Promise<number> {
  const ids = await answerUnwritten(ground, ['K7 for measure'])
  const startedMs = performance.now()
  await ground.tab.call('letGo')
  const marked = async () => (await ground.standing('syncing', ids)) === 0
  await waitUntil(marked, { what: 'an answer to be written', everyMs: 1 })
  return performance.now() - startedMs
}
