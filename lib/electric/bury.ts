import type { SyncedTable } from '../schema/entities.ts'
import type { MirrorDatabase, MirrorRow } from './mirror-database.ts'

/** Tombstones are listed this long; what lies buried longer can't be asked back. */
export const BURIED_DAYS = 90
const DAY_MS = 86_400_000

/** Keeps rows as they last were, so that undo can show them at once. */
export async function bury(
  db: MirrorDatabase,
  table: SyncedTable,
  gone: readonly MirrorRow[],
  nowMs: number,
): Promise<void> {
  await db.buried.bulkPut(gone.map((row) => ({ table, id: row.id, row, buriedAt: nowMs })))
  await db.buried
    .where('buriedAt')
    .below(nowMs - BURIED_DAYS * DAY_MS)
    .delete()
}

/** The same for rows that were deleted before the mirror heard of them; what lies buried is left as it is. */
export async function buryUnheard(
  db: MirrorDatabase,
  table: SyncedTable,
  gone: readonly MirrorRow[],
  nowMs: number,
): Promise<void> {
  await db.transaction('rw', db.buried, async () => {
    const there = await db.buried.bulkGet(gone.map(({ id }): [SyncedTable, string] => [table, id]))
    const unheard = gone.filter((_, i) => there[i] === undefined)
    await bury(db, table, unheard, nowMs)
  })
}
