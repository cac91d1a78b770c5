import type { WriteChange } from '../buffer/change.ts'
import { type MirrorRow, rowsOf } from '../electric/mirror-database.ts'
import { foldRow } from '../overlay/fold.ts'
import { foldTable } from '../overlay/fold-table.ts'
import type { SyncedTable } from '../schema/entities.ts'
import type { Entity, Fields, RowOf } from '../schema/entity.ts'
import type { OpenLibrary } from './library.ts'

/*
 * The queue is always read before the mirror. A change leaves the queue only after the mirror has
 * its effect; read the other way round, a person would for a moment see neither.
 */

/** Every row of a table as its person sees it, in no order. */
export async function readAll<F extends Fields>(
  { buffer, mirror }: OpenLibrary,
  entity: Entity<F>,
): Promise<RowOf<Entity<F>>[]> {
  const table = tableOf(entity)
  const changes = await buffer.ofTable(table)
  const rows = await rowsOf(mirror, table).toArray()
  const buried = await readBuried({ mirror }, table, changes)
  return foldTable(entity, rows as RowOf<Entity<F>>[], changes, buried as never) // the mirror holds the entity's rows
}

/** One row as its person sees it; undefined where there is none. */
export async function readOne<F extends Fields>(
  { buffer, mirror }: OpenLibrary,
  entity: Entity<F>,
  id: string,
): Promise<RowOf<Entity<F>> | undefined> {
  const table = tableOf(entity)
  const changes = await buffer.ofEntity(table, id)
  const row = await rowsOf(mirror, table).get(id)
  const buried = (await readBuried({ mirror }, table, changes)).get(id)
  type Row = RowOf<Entity<F>>
  return foldRow(entity, { row: row as Row, buried: buried as Row }, changes) // the mirror holds the entity's rows
}

/** The last known rows of those that the changes bring back. */
export async function readBuried(
  { mirror }: Pick<OpenLibrary, 'mirror'>,
  table: SyncedTable,
  changes: readonly WriteChange[],
): Promise<Map<string, MirrorRow>> {
  const restored = changes.filter((change) => change.payload.deleted_at === null)
  const keys = restored.map((change): [SyncedTable, string] => [table, String(change.payload.id)])
  const found = keys.length === 0 ? [] : await mirror.buried.bulkGet(keys)
  return new Map(found.flatMap((one) => (one ? [[one.id, one.row]] : [])))
}

/** The catalogue's name of an entity's table. */
export function tableOf(entity: Pick<Entity<never>, 'table'>): SyncedTable {
  return entity.table as SyncedTable // only entities of the catalogue have a repo
}
