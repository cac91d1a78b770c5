import { entities, type SyncedTable } from '../schema/entities.ts'
import type { Entity } from '../schema/entity.ts'
import { rowFromWire } from '../schema/wire.ts'
import { bury } from './bury.ts'
import type { LogBatch, Position, RowStep } from './log-batch.ts'
import { type MirrorDatabase, type MirrorRow, rowsOf } from './mirror-database.ts'

/** The mirror is to be loaded anew: a batch that goes on from before comes too late. */
export class PositionForgottenError extends Error {
  override readonly name = 'PositionForgottenError'
}

/** Writes a batch and the position behind it in one transaction: never one without the other. */
export async function commit(
  db: MirrorDatabase,
  table: SyncedTable,
  batch: LogBatch,
  { handle, offset, lsn, epoch, after }: Position,
  nowMs: number,
): Promise<void> {
  await db.transaction('rw', rowsOf(db, table), db.shapes, db.buried, async () => {
    const handleNow = (await db.shapes.get(table))?.handle ?? null
    if (after !== undefined && handleNow !== after) throw new PositionForgottenError()
    const rows = rowsOf(db, table)
    const { kept, gone } = await outcome(db, table, batch)
    await bury(db, table, gone, nowMs)
    if (batch.replace) await rows.clear()
    else await rows.bulkDelete(gone.map((row) => row.id))
    await rows.bulkPut(kept)
    await db.shapes.put({
      upToDateAt: nowMs,
      table,
      status: 'synced',
      handle,
      offset,
      ...(lsn === null ? {} : { lsn }),
      ...(epoch === undefined ? {} : { epoch }),
    })
  })
}

/** The rows that a batch leaves behind, and those that it takes away as they last were; both whole. */
async function outcome(db: MirrorDatabase, table: SyncedTable, { replace, rows }: LogBatch) {
  const mirror = rowsOf(db, table)
  const partial = [...rows].filter(([, step]) => !step.whole).map(([id]) => id)
  const keys = replace ? await mirror.toCollection().primaryKeys() : []
  const unheard = keys.filter((id) => !rows.has(id))
  const present = known(await mirror.bulkGet([...partial, ...unheard]))
  const old = new Map(present.map((row) => [row.id, row]))
  const kept: MirrorRow[] = []
  const gone = unheard.flatMap((id) => old.get(id) ?? [])
  for (const [id, step] of rows) {
    const row = after(table, step, old.get(id))
    if (!step.gone) kept.push(row)
    else if (step.whole || old.has(id)) gone.push(row)
  }
  return { kept, gone }
}

const known = (rows: (MirrorRow | undefined)[]) => rows.filter((row) => row !== undefined)

function after(table: SyncedTable, { whole, values }: RowStep, old?: MirrorRow): MirrorRow {
  const entity = entities[table] as unknown as Entity // every member is an Entity of its own fields
  const told = rowFromWire(entity, values) as MirrorRow // its head is in every row that is whole
  return whole ? told : { ...old, ...told }
}
