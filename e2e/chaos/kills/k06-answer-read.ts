import { answerUnwritten } from './answered.ts'
import type { Grounds } from './grounds.ts'
import type { Ground } from './kill.ts'

/** K6: the background is killed after it has read the answer and before it writes it down: as K5. */
export async function killedBeforeApplied({ browser }: Grounds): Promise<Ground> {
  const ground = await browser()
  const { stopBackground, standing, tab, written } = ground
  return {
    kill: async (n) => {
      const ids = await answerUnwritten(ground, [`K6 ${n}`, `K6 ${n} again`])
      await stopBackground()
      await tab.call('letGo')
      const applied = await standing('applied', ids)
      const wrong = await written()
      if (applied > 0) wrong.push(`${applied} changes were written down as applied`)
      return { violations: wrong, state: 'asked again' }
    },
    close: ground.close,
  }
}
