import { delay } from '../../../lib/kit/delay.ts'
import { waitUntil } from '../../wait.ts'
import type { Grounds } from './grounds.ts'
import type { Ground } from './kill.ts'

/** Slow enough that the upload below takes seconds. */
const BYTES_PER_SECOND = 20_000
const LONG = 'long '.repeat(10_000)

/** K4: the background is killed while its request is on its way up: the server never sees a whole one; it is sent again. */
export async function killedMidUpload({ browser }: Grounds): Promise<Ground> {
  const ground = await browser()
  const { stopBackground, proxy, create, standing, written } = ground
  return {
    kill: async (n) => {
      const sent = proxy.writes.length
      await proxy.poison({ kind: 'bandwidth', bytesPerSecond: BYTES_PER_SECOND })
      const ids = await create([`K4 ${n} ${LONG}`])
      await waitUntil(() => standing('syncing', ids), { what: 'a claim', everyMs: 5 })
      await delay(100 + Math.random() * 400)
      await stopBackground()
      await proxy.poison(null)
      const whole = proxy.writes.length - sent
      const wrong = await written()
      if (whole > 0) wrong.push(`${whole} whole requests arrived`)
      return { violations: wrong, state: 'sent again' }
    },
    close: ground.close,
  }
}
