import { delay } from '../../../lib/kit/delay.ts'
import { answerUnwritten } from './answered.ts'
import type { Grounds } from './grounds.ts'
import type { Ground } from './kill.ts'

/** A whole batch is marked within about this time, in milliseconds: the kill falls anywhere within. */
const WITHIN_MS = 150
const BATCH = 10

/** K7: the background is killed inside the transaction that writes an answer down: all of it is there, or nothing. */
export async function killedMarking({ browser }: Grounds): Promise<Ground> {
  const ground = await browser()
  const { stopBackground, standing, tab, written } = ground
  return {
    kill: async (n) => {
      const titles = Array.from({ length: BATCH }, (_, i) => `K7 ${n} ${i}`)
      const ids = await answerUnwritten(ground, titles)
      void tab.call('letGo')
      await delay(Math.random() * WITHIN_MS)
      await stopBackground()
      const unmarked = await standing('syncing', ids)
      const wrong = await written()
      if (unmarked % ids.length !== 0) wrong.push(`${unmarked} of ${ids.length} were not marked`)
      return { violations: wrong, state: unmarked > 0 ? 'nothing marked' : 'all marked' }
    },
    close: ground.close,
  }
}
