import type { BufferDatabase } from './database.ts'

const PREFIX = 'unreadable:'

/** Puts a record of the first version aside that can't be read as a change: nothing is dropped silently. */
export function keepUnreadable(tx: IDBTransaction, key: IDBValidKey, record: unknown): void {
  tx.objectStore('meta').put({ key: `${PREFIX}${String(key)}`, value: textOf(record) })
}

/** The records that could not be read, as text. */
export async function unreadable(db: BufferDatabase): Promise<string[]> {
  const kept = await db.meta.where('key').startsWith(PREFIX).toArray()
  return kept.map(({ value }) => String(value))
}

function textOf(record: unknown): string {
  try {
    return JSON.stringify(record) ?? String(record)
  } catch {
    return String(record) // a circle, or a number that JSON has no word for
  }
}
