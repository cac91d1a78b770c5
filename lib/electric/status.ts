import { RESERVE_BYTES } from '../kit/room.ts'
import type { SyncedTable } from '../schema/entities.ts'
import type { MirrorDatabase, SyncStatus } from './mirror-database.ts'

/** Tells every page how a table's stream is. Never rejects: what is shown must not end what it tells of. */
export async function report(
  db: MirrorDatabase,
  table: SyncedTable,
  status: SyncStatus,
  error?: string,
): Promise<void> {
  // what is shown must not fill a disk either
  if (!(await db.room.has(RESERVE_BYTES))) return
  try {
    // In one transaction: else it would write back a position that is forgotten in between.
    await db.transaction('rw', db.shapes, async () => {
      const { error: _old, ...position } = (await db.shapes.get(table)) ?? { table }
      await db.shapes.put({ ...position, status, ...(error === undefined ? {} : { error }) })
    })
  } catch (failure) {
    console.error('the state of a stream could not be kept', failure)
  }
}

/** A fetch that tells whether the server can be reached: Electric's client retries in silence. */
export function watched(
  db: MirrorDatabase,
  table: SyncedTable,
  fetch: typeof globalThis.fetch,
): typeof globalThis.fetch {
  return async (...request) => {
    try {
      const response = await fetch(...request)
      if (response.status >= 500) await report(db, table, 'error', `status ${response.status}`)
      else if (response.ok) await backOnline(db, table)
      return response
    } catch (error) {
      if (!request[1]?.signal?.aborted) await report(db, table, 'offline')
      throw error
    }
  }
}

async function backOnline(db: MirrorDatabase, table: SyncedTable): Promise<void> {
  const position = await db.shapes.get(table)
  if (position?.status !== 'synced') await report(db, table, 'syncing')
}
