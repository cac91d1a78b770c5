import { entities, type SyncedTable } from '../schema/entities.ts'
import type { Entity } from '../schema/entity.ts'
import { rowFromWire } from '../schema/wire.ts'
import type { LogBatch, Position } from './log-batch.ts'
import { type MirrorDatabase, type MirrorRow, rowsOf } from './mirror-database.ts'

/** Tombstones are listed this long; what lies buried longer can't be asked back. */
export const BURIED_DAYS = 90
const DAY_MS = 86_400_000

/** Writes a batch and the position behind it in one transaction: never one without the other. */
export async function commit(
  db: MirrorDatabase,
  table: SyncedTable,
  batch: LogBatch,
  { handle, offset, lsn }: Position,
  nowMs: number,
): Promise<void> {
  await db.transaction('rw', rowsOf(db, table), db.shapes, db.buried, async () => {
    const rows = rowsOf(db, table)
    const { kept, gone } = await outcome(db, table, batch)
    await bury(db, table, await rows.bulkGet(gone), nowMs)
    if (batch.replace) await rows.clear()
    else await rows.bulkDelete(gone)
    await rows.bulkPut(kept)
    await db.shapes.put({
      upToDateAt: nowMs,
      table,
      status: 'synced',
      handle,
      offset,
      ...(lsn === null ? {} : { lsn }),
    })
  })
}

/** The rows that a batch leaves behind, whole, and the ids of those that it takes away. */
async function outcome(db: MirrorDatabase, table: SyncedTable, { replace, rows }: LogBatch) {
  const entity = entities[table] as unknown as Entity // every member is an Entity of its own fields
  const partial = [...rows].filter(([, row]) => row && !row.whole).map(([id]) => id)
  const old = new Map((await rowsOf(db, table).bulkGet(partial)).map((row) => [row?.id, row]))
  const kept: MirrorRow[] = []
  for (const [id, row] of rows) {
    if (row) kept.push({ ...old.get(id), ...(rowFromWire(entity, row.values) as MirrorRow) }) // its head is in every row
  }
  const keptIds = new Set(kept.map((row) => row.id))
  const present = replace ? await rowsOf(db, table).toCollection().primaryKeys() : [...rows.keys()]
  return { kept, gone: present.filter((id) => !keptIds.has(id)) }
}

async function bury(
  db: MirrorDatabase,
  table: SyncedTable,
  gone: (MirrorRow | undefined)[],
  nowMs: number,
): Promise<void> {
  const buried = gone.flatMap((row) => (row ? [{ table, id: row.id, row, buriedAt: nowMs }] : []))
  await db.buried.bulkPut(buried)
  await db.buried
    .where('buriedAt')
    .below(nowMs - BURIED_DAYS * DAY_MS)
    .delete()
}
