import type { WriteChange } from './change.ts'
import type { BufferDatabase } from './database.ts'
import { inOrder } from './hold.ts'
import { laneOf, type StoredChange } from './lane.ts'
import { write } from './transaction.ts'

/**
 * Marks changes as on their way, for one start of a worker, until the lease ends (epoch ms). Answers
 * them as they are now: one may have been rewritten or taken away since it was looked at.
 *
 * Strict: after a power cut, a change that was sent must not pass for one that may be rewritten.
 */
export function claim(
  db: BufferDatabase,
  ids: readonly string[],
  lease: { lease_by: string; lease_until: number },
): Promise<WriteChange[]> {
  return write(db, 'strict', async (tx) => {
    const found = await Promise.all(ids.map((id) => tx.byId(id)))
    const ready = found.filter((change) => change !== undefined && laneOf(change) === 'ready')
    return inOrder(ready as StoredChange[]).map((change) => {
      const net_attempts = change.net_attempts + 1
      return tx.put({ ...change, ...lease, status: 'syncing', net_attempts })
    })
  })
}

/** Puts changes back that are marked as on their way but are not. */
export function release(
  db: BufferDatabase,
  which: (change: WriteChange) => boolean,
): Promise<void> {
  return write(db, 'relaxed', async (tx) => {
    for (const change of (await tx.inLane('syncing')).filter(which)) {
      tx.put({ ...unclaimed(change), status: 'pending' })
    }
  })
}

/** Lets those go whose moment (epoch ms) has come. */
export function wake(db: BufferDatabase, nowMs: number): Promise<void> {
  return write(db, 'relaxed', async (tx) => {
    for (const change of await tx.due(nowMs)) {
      const { next_attempt_at: _moment, ...rest } = change
      tx.put(rest)
    }
  })
}

/** A change that is in no request. */
export function unclaimed(change: StoredChange): StoredChange {
  const { lease_by: _by, lease_until: _until, ...rest } = change
  return rest
}
