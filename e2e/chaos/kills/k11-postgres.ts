import { delay } from '../../../lib/kit/delay.ts'
import { waitUntil } from '../../wait.ts'
import { idsOf } from '../proxy/exchange.ts'
import type { Grounds } from './grounds.ts'
import type { Ground } from './kill.ts'

/** How long a batch takes at most, in milliseconds: the kill falls anywhere within. */
const WITHIN_MS = 40

/** K11: Postgres is killed under load: what it had committed is there after its recovery, the rest is sent again. */
export async function postgresKilled({ device: open }: Grounds): Promise<Ground> {
  const ground = await open()
  const { backend, device, proxy, written } = ground
  const known = async (ids: string[]) =>
    (await backend.query('SELECT 1 FROM write_log WHERE change_id = ANY($1::uuid[])', [ids])).length
  return {
    kill: async () => {
      const from = proxy.writes.length
      const writing = device.ask('write', { count: 10 })
      await waitUntil(() => proxy.writes.length > from, { what: 'a batch', everyMs: 1 })
      await delay(Math.random() * WITHIN_MS)
      await backend.postgres.kill()
      const answered = proxy.writes.slice(from).filter(({ status }) => status === 200)
      const ids = answered.flatMap(idsOf)
      await backend.postgres.start()
      const lost = ids.length - (await known(ids))
      await writing
      const wrong = await written()
      if (lost > 0) wrong.push(`${lost} changes that were answered are gone`)
      return { violations: wrong, state: ids.length > 0 ? 'some committed' : 'none committed' }
    },
    close: ground.close,
  }
}
