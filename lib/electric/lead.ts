import type { SyncedTable } from '../schema/entities.ts'
import type { MirrorDatabase } from './mirror-database.ts'
import type { StreamOptions } from './stream-once.ts'
import { streamTable } from './stream-table.ts'
import { takeTurns } from './take-turns.ts'

/**
 * What a person waits for when another device writes it. Each holds a connection; the others share
 * one, so that two of a browser's six are always left for saving and for files.
 */
const LIVE: ReadonlySet<SyncedTable> = new Set(['works', 'assets', 'edges'])

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
  const live = tables.filter((table) => LIVE.has(table))
  const others = tables.filter((table) => !LIVE.has(table))
  navigator.locks
    .request(`mirror:${db.name}`, { signal }, () =>
      Promise.all([
        ...live.map((table) => streamTable(db, table, options, signal)),
        takeTurns(db, others, options, signal),
      ]),
    )
    .catch((error: unknown) => {
      if (!signal.aborted) throw error
    })
  return () => stopping.abort()
}
