import { waitUntil } from '../../wait.ts'
import { type Exchange, idsOf, receiptsOf } from '../proxy/exchange.ts'
import type { Grounds } from './grounds.ts'
import type { Ground } from './kill.ts'

/** K5: the server has committed and its answer is lost: it is sent again and gets the stored receipts. */
export async function answerLost({ device: open }: Grounds): Promise<Ground> {
  const ground = await open()
  const { device, proxy, written } = ground
  return {
    kill: async () => {
      const from = proxy.writes.length
      proxy.fault({ kind: 'dropAnswer' })
      await device.ask('write', { count: 5 })
      await waitUntil(() => proxy.writes[from]?.status === 200, { what: 'an answer to lose' })
      proxy.fault(null)
      const wrong = await written()
      const [lost, ...later] = proxy.writes.slice(from)
      return { violations: [...wrong, ...unlike(lost, later)], state: 'sent again' }
    },
    close: ground.close,
  }
}

/** Each change of the lost answer must have come again, as a duplicate with the same rev. */
function unlike(lost: Exchange | undefined, later: Exchange[]): string[] {
  if (!lost) return ['nothing was sent']
  const again = new Map(later.flatMap(receiptsOf).map((receipt) => [receipt.id, receipt]))
  const first = new Map(receiptsOf(lost).map((receipt) => [receipt.id, receipt]))
  return idsOf(lost).flatMap((id) => {
    const [one, two] = [first.get(id), again.get(id)]
    const same = two?.outcome === 'duplicate' && one !== undefined && two.rev >= one.rev
    return same
      ? []
      : [`change ${id} got ${one?.outcome} ${one?.rev}, then ${two?.outcome} ${two?.rev}`]
  })
}
