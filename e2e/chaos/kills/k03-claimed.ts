import { waitUntil } from '../../wait.ts'
import type { Grounds } from './grounds.ts'
import type { Ground } from './kill.ts'

const REGISTRY = { database: 'DeepRecallRegistry', store: 'libraries' }

/**
 * K3: the background is killed after it has claimed changes and before it fetches: the lock is free,
 * the claim is a stranger's, they are sent again. It stops there because its token can't be read.
 */
export async function killedClaimed({ browser }: Grounds): Promise<Ground> {
  const ground = await browser()
  const { stopBackground, proxy, tab, create, standing, written } = ground
  return {
    kill: async (n) => {
      await tab.call('occupy', REGISTRY)
      const ids = await create([`K3 ${n}`, `K3 ${n} again`])
      const claimed = () => standing('syncing', ids)
      await waitUntil(claimed, { what: 'a claim', everyMs: 2 })
      const sent = proxy.writes.length
      await stopBackground()
      await tab.call('letGo')
      const stuck = await claimed()
      const early = proxy.writes.length - sent
      const wrong = await written()
      if (early > 0 || stuck === 0) wrong.push(`${early} requests, ${stuck} changes claimed`)
      return { violations: wrong, state: `claimed` }
    },
    close: ground.close,
  }
}
