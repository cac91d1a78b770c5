import { size } from './account.ts'
import type { WriteChange } from './change.ts'
import type { BufferDatabase } from './database.ts'
import { inOrder } from './hold.ts'
import { laneOf, type StoredChange } from './lane.ts'
import type { Recent } from './recent.ts'
import type { QueueTransaction } from './transaction.ts'
import { write } from './write.ts'

/**
 * Marks changes as on their way, for one start of a worker. Answers them as they are now: one may have been rewritten or taken
 * away since it was looked at. `recent` says where they were seen last.
 *
 * Strict: after a power cut, a change that was sent must not pass for one that may be rewritten.
 */
export async function claim(
  db: BufferDatabase,
  ids: readonly string[],
  bootId: string,
  recent: Recent,
): Promise<WriteChange[]> {
  const claimed = await write(db, 'strict', async (tx) => {
    const { found, around } = await find(tx, ids, recent.places)
    const ready = found.filter((change) => laneOf(change) === 'ready')
    const sent = ready.map((change): StoredChange => {
      return {
        ...change,
        lease_by: bootId,
        status: 'syncing',
        net_attempts: change.net_attempts + 1,
      }
    })
    return sent.length === 0 ? [] : tx.send(sent, runs(around, ready))
  })
  recent.sent(claimed)
  return claimed
}

/** How much more than asked for may be read at once, rather than each change by itself. */
const SPREAD = 4

/** The changes of these ids, in order, and those that lie among them. */
async function find(
  tx: QueueTransaction,
  ids: readonly string[],
  places: ReadonlyMap<string, number>,
): Promise<{ found: StoredChange[]; around: StoredChange[] }> {
  const seqs = ids.flatMap((id) => places.get(id) ?? [])
  const [first, last] = [Math.min(...seqs), Math.max(...seqs)]
  const close = seqs.length === ids.length && last - first < ids.length * SPREAD
  if (close && ids.length > 0) {
    const around = await tx.waiting.between(first, last)
    const wanted = new Set(ids)
    return { found: around.filter(({ id }) => wanted.has(id)), around }
  }
  const each = await Promise.all(ids.map((id) => tx.byId(id)))
  const found = inOrder(each.filter((change) => change !== undefined))
  return { found, around: [] }
}

/** The places of some changes as few stretches that hold nothing but them, as far as is known. */
function runs(
  around: readonly StoredChange[],
  changes: readonly StoredChange[],
): [number, number][] {
  const chosen = new Set(changes.map(({ seq }) => seq))
  const stretches: [number, number][] = []
  let open = false
  for (const { seq } of around.length > 0 ? around : changes) {
    const last = stretches.at(-1)
    if (!chosen.has(seq)) open = false
    else if (open && last && around.length > 0) last[1] = seq
    else stretches.push([seq, seq])
    open = chosen.has(seq)
  }
  return stretches
}

/** Puts changes back that are marked as on their way but are not; where none is, it writes nothing. */
export async function release(
  db: BufferDatabase,
  which: (change: WriteChange) => boolean,
): Promise<void> {
  if ((await size(db, ['syncing'])) === 0) return
  await write(db, 'relaxed', async (tx) => {
    for (const change of (await tx.inLane('syncing')).filter(which)) {
      tx.put({ ...unclaimed(change), status: 'pending' })
    }
  })
}

/** Lets those go whose moment (epoch ms) has come. */
export function wake(db: BufferDatabase, nowMs: number): Promise<void> {
  return write(db, 'relaxed', async (tx) => {
    for (const change of await tx.waiting.due(nowMs)) {
      const { next_attempt_at: _moment, ...rest } = change
      tx.put(rest)
    }
  })
}

/** A change that is in no request. */
export function unclaimed(change: StoredChange): StoredChange {
  const { lease_by: _by, ...rest } = change
  return rest
}
