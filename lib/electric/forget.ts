import { type SyncedTable, syncedTables } from '../schema/entities.ts'
import type { MirrorDatabase } from './mirror-database.ts'

/** Next time a table is loaded again, beside what is shown, and swapped in one transaction. */
export function forgetPosition(db: MirrorDatabase, table: SyncedTable): Promise<void> {
  return db.transaction('rw', db.shapes, async () => {
    const position = await db.shapes.get(table)
    if (position) await db.shapes.put({ table, status: position.status })
  })
}

/** Loads every table again; whoever streams notices. What is shown stays until the new rows are there. */
export function forgetPositions(db: MirrorDatabase): Promise<void> {
  return db.transaction('rw', db.shapes, async () => {
    for (const table of syncedTables) await forgetPosition(db, table)
  })
}
