import { Dexie } from 'dexie'
import type { SyncedTable } from '../schema/entities.ts'
import type { Batch } from './batches.ts'
import { entityKey, type WriteChange } from './change.ts'
import type { BufferDatabase } from './database.ts'
import { inOrder } from './hold.ts'
import { identifierKey, type Named } from './identifiers.ts'
import type { SentLane, StoredChange, WaitingLane } from './lane.ts'

const { minKey, maxKey } = Dexie

/** The changes of one lane of those that wait or were refused, in order. */
export function lane(db: BufferDatabase, of: WaitingLane) {
  return startingWith(db, '[lane+seq]', of)
}

/** The changes that may go now, from a place on. */
export function readyFrom(db: BufferDatabase, seq: number) {
  return db.queue.where('[lane+seq]').between(['ready', seq], ['ready', maxKey])
}

/** The changes that are on their way, or that wait for their echo, in order. */
export async function sentIn(db: BufferDatabase, of: SentLane): Promise<WriteChange[]> {
  const batches = of === 'syncing' ? db.batches.where('open').equals(1) : db.batches.toCollection()
  return changesOf(await batches.toArray(), (change) => change.lane === of)
}

/** The batches with a number above `n`, in order, `limit` at the most. */
export function batchesAfter(db: BufferDatabase, n: number, limit: number): Promise<Batch[]> {
  return db.batches.where('n').above(n).limit(limit).toArray()
}

/** The changes of one table that the overlay shows, in order. */
export function shownIn(db: BufferDatabase, table: SyncedTable): Promise<WriteChange[]> {
  return both(db, async () => {
    const sent = await db.batches.where('tables').equals(table).toArray()
    const waiting = await startingWith(db, '[shown+seq]', table).toArray()
    return [...changesOf(sent, (change) => change.table === table), ...waiting]
  })
}

/** The changes of one row, in order. */
export function ofRow(db: BufferDatabase, table: SyncedTable, id: string): Promise<WriteChange[]> {
  const entity = entityKey(table, id)
  return both(db, async () => {
    const sent = await db.batches.where('entities').equals(entity).toArray()
    const waiting = await startingWith(db, '[entity+seq]', entity).toArray()
    return [...changesOf(sent, (change) => change.entity === entity), ...waiting]
  })
}

/** The changes of one table that name one of these values in a column that tells rows apart, in order. */
export function naming(
  db: BufferDatabase,
  table: SyncedTable,
  values: readonly Named[],
): Promise<WriteChange[]> {
  const keys = values.map(({ column, value }) => identifierKey(table, column, value))
  const names = ({ identifiers = [] }: StoredChange) =>
    identifiers.some((one) => keys.includes(one))
  return both(db, async () => {
    const sent = await db.batches.where('identifiers').anyOf(keys).distinct().toArray()
    const waiting = await db.queue.where('identifiers').anyOf(keys).distinct().toArray()
    return [...changesOf(sent, names), ...waiting]
  })
}

/** Every change, in order. */
export function everything(db: BufferDatabase): Promise<WriteChange[]> {
  return both(db, async () => {
    const sent = await db.batches.toArray()
    return [...changesOf(sent, () => true), ...(await db.queue.toArray())]
  })
}

/** Reads both stores as they are at one moment: a change is in one of them. */
async function both(
  db: BufferDatabase,
  read: () => Promise<WriteChange[]>,
): Promise<WriteChange[]> {
  return inOrder(await db.transaction('r', db.queue, db.batches, read))
}

function changesOf(batches: readonly Batch[], keep: (change: StoredChange) => boolean) {
  return inOrder(batches.flatMap(({ changes }) => changes).filter(keep))
}

function startingWith(db: BufferDatabase, index: string, first: string) {
  return db.queue.where(index).between([first, minKey], [first, maxKey])
}
