import { Dexie } from 'dexie'
import type { SyncedTable } from '../schema/entities.ts'
import { entityKey, type WriteChange } from './change.ts'
import type { BufferDatabase } from './database.ts'
import type { Lane } from './lane.ts'

const { minKey, maxKey } = Dexie

/** The changes of one lane, in order. */
export function lane(db: BufferDatabase, of: Lane) {
  return startingWith(db, '[lane+seq]', of)
}

/** The changes of one table that the overlay shows, in order. */
export function shownIn(db: BufferDatabase, table: SyncedTable): Promise<WriteChange[]> {
  return startingWith(db, '[shown+seq]', table).toArray()
}

/** The changes of one row, in order. */
export function ofRow(db: BufferDatabase, table: SyncedTable, id: string): Promise<WriteChange[]> {
  return startingWith(db, '[entity+seq]', entityKey(table, id)).toArray()
}

function startingWith(db: BufferDatabase, index: string, first: string) {
  return db.queue.where(index).between([first, minKey], [first, maxKey])
}

/** How many merges of merges are followed; more would be a circle. */
const MERGES = 20

/** The id that a row lives on under, after the merges that this device has heard of. */
export async function canonicalOf(
  db: BufferDatabase,
  table: SyncedTable,
  id: string,
): Promise<string> {
  let current = id
  for (let merges = 0; merges < MERGES; merges++) {
    const alias = await db.aliases.get(entityKey(table, current))
    if (!alias) return current
    current = alias.canonical_id
  }
  return current
}
