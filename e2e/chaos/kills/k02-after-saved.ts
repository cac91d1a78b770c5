import type { Grounds } from './grounds.ts'
import type { Ground } from './kill.ts'

/** K2: the background is killed after it has answered for a change and before it could send it: it is sent later. */
export async function killedAfterSaved({ browser }: Grounds): Promise<Ground> {
  const ground = await browser()
  const { stopBackground, proxy, tab, promised, create, written } = ground
  const [id = ''] = await create(['made'])
  await written()
  return {
    kill: async (n) => {
      const title = `K2 ${n}`
      await proxy.poison({ kind: 'down' })
      const kept = await tab.call('retitle', { id, title })
      await stopBackground()
      await proxy.poison(null)
      promised.set(id, [title])
      const wrong = await written()
      if (!kept) wrong.push('the caller was not answered')
      return { violations: wrong, state: 'sent later' }
    },
    close: ground.close,
  }
}
