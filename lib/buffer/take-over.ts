import { entityOf } from '../schema/entities.ts'
import type { ChangeStatus, WriteChange } from './change.ts'
import { isInBatch, laneOf } from './lane.ts'
import { got } from './request.ts'
import type { QueueTransaction } from './transaction.ts'
import { keepUnreadable } from './unreadable.ts'

/**
 * Takes over what the queue of the first version holds, at the same places, or at the end for what a
 * page of then has queued since. Nobody knows whether a change was sent before: it stays as it is.
 */
export async function takeOver(
  tx: IDBTransaction,
  queue: QueueTransaction,
  keepPlaces: boolean,
): Promise<void> {
  const old = tx.objectStore('changes')
  const records: unknown[] = await got(old.getAll())
  const keys = await got(old.getAllKeys())
  for (const [i, record] of records.entries()) {
    const key = keys[i] ?? -1
    old.delete(key)
    if (!isChange(record)) keepUnreadable(tx, key, record)
    else if (!(await queue.byId(record.id))) await take(queue, record, keepPlaces)
  }
}

async function take(queue: QueueTransaction, old: WriteChange, keepPlace: boolean): Promise<void> {
  const { seq, ...change } = { ...old, net_attempts: 1 }
  const lane = laneOf(change as WriteChange) // its place says nothing of its lane
  if (keepPlace) queue.add({ ...change, seq })
  else if (!isInBatch(lane)) queue.add(change)
  else {
    // Only the queue gives out places: what was sent gets one there, and goes on to a batch.
    const { id } = queue.add({ ...change, status: 'pending' })
    const placed = await queue.waiting.byId(id)
    if (placed) queue.put({ ...placed, status: change.status })
  }
}

const STATUSES: readonly ChangeStatus[] = ['pending', 'syncing', 'applied', 'error']

/** Whether a record of the first version has all that this one works with. */
function isChange(record: unknown): record is WriteChange {
  const { id, seq, table, entity, hlc, payload, status } = (record ?? {}) as Partial<WriteChange> // looked at below
  const named = [id, table, entity, hlc].every((one) => typeof one === 'string' && one !== '')
  const known = typeof table === 'string' && entityOf(table) !== undefined
  const whole = typeof payload === 'object' && payload !== null && typeof seq === 'number'
  return named && known && whole && STATUSES.some((one) => one === status)
}
