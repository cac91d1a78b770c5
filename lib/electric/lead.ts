import type { SyncedTable } from '../schema/entities.ts'
import type { MirrorDatabase } from './mirror-database.ts'
import type { StreamOptions } from './stream-once.ts'
import { streamTable } from './stream-table.ts'

/**
 * Streams the tables while this context holds the library's lock. Of all pages that ask, one
 * streams; when it closes, the browser hands the lock to the next. Answers how to stop.
 */
export function lead(
  db: MirrorDatabase,
  tables: readonly SyncedTable[],
  options: StreamOptions,
): () => void {
  const stopping = new AbortController()
  const { signal } = stopping
  navigator.locks
    .request(`mirror:${db.name}`, { signal }, () =>
      Promise.all(tables.map((table) => streamTable(db, table, options, signal))),
    )
    .catch((error: unknown) => {
      if (!signal.aborted) throw error
    })
  return () => stopping.abort()
}
