import { Dexie, type EntityTable, type Table } from 'dexie'
import { ROOM, type Room } from '../kit/room.ts'
import type { Batch } from './batches.ts'
import type { WriteChange } from './change.ts'
import type { Head } from './head.ts'
import type { StoredChange } from './lane.ts'
import { DATABASE_VERSION, prepareDatabase } from './prepare-database.ts'

/** One try to send a batch, for the log that people can look at: never a payload. */
export interface Attempt {
  n: number
  /** Epoch milliseconds. */
  at: number
  ids: string[]
  outcome: string
  /** How long until the next try, in milliseconds; null where none is needed. */
  delayMs: number | null
}

/** A row that was made and deleted before any server saw it, kept so that it can be brought back. */
export interface Withdrawn {
  entity: string
  insert: WriteChange
  /** When it was deleted, epoch milliseconds. */
  at: number
}

/** A row that was merged into another one. */
export interface Alias {
  entity: string
  /** The id of the row that it lives on in. */
  canonical_id: string
}

export interface BufferDatabase extends Dexie {
  /** What the disk under it has left. */
  room: Room
  /** The changes that wait, or that were refused. */
  queue: EntityTable<StoredChange, 'seq'>
  /** Those that are on their way or wait for their echo. */
  batches: EntityTable<Batch, 'n'>
  head: Table<Head, string>
  withdrawn: Table<Withdrawn, string>
  aliases: Table<Alias, string>
  attempts: EntityTable<Attempt, 'n'>
  /** What the flush worker remembers: the moment of the next try, and the like. */
  meta: Table<{ key: string; value: string | number }, string>
  /** The queue of the first version. Code of then may still write to it; what it writes is taken over. */
  changes: EntityTable<WriteChange, 'seq'>
}

/** Opens the queue's database at its first use. */
export function bufferDatabase(suffix = '', room: Room = ROOM): BufferDatabase {
  const db = new Dexie(`DeepRecallWriteBuffer${suffix}`, { cache: 'disabled' }) as BufferDatabase // the stores are declared in the next lines
  db.room = room
  db.version(1).stores({
    changes: '++seq, &id, [status+seq], [entity+seq], [table+seq]',
    attempts: '++n',
    meta: 'key',
  })
  db.version(DATABASE_VERSION).stores({
    queue:
      '++seq, &id, [lane+seq], [entity+seq], [shown+seq], next_attempt_at, *deps, group, *identifiers',
    batches: 'n, *entities, *tables, *identifiers, last, open',
    head: 'key',
    withdrawn: 'entity, at',
    aliases: 'entity',
  })
  db.on('ready', () => prepareDatabase(db), true)
  return db
}
