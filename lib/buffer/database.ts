import { Dexie, type EntityTable, type Table } from 'dexie'
import type { WriteChange } from './change.ts'

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

export interface BufferDatabase extends Dexie {
  changes: EntityTable<WriteChange, 'seq'>
  attempts: EntityTable<Attempt, 'n'>
  /** The last clock given out, the server's offset, the moment of the next try. */
  meta: Table<{ key: string; value: string | number }, string>
}

/** The queue's database. Strict durability: what `enqueue` has answered for survives a power cut. */
export function openBufferDatabase(suffix = ''): BufferDatabase {
  const db = new Dexie(`DeepRecallWriteBuffer${suffix}`, {
    chromeTransactionDurability: 'strict',
    cache: 'disabled',
  }) as BufferDatabase // the stores are declared in the next line
  db.version(1).stores({
    changes: '++seq, &id, [status+seq], [entity+seq], [table+seq]',
    attempts: '++n',
    meta: 'key',
  })
  return db
}
