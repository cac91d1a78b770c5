import type { WriteChange } from '../buffer/change.ts'
import type { Alias } from '../buffer/database.ts'
import { type MirrorRow, rowsOf } from '../electric/mirror-database.ts'
import { watched } from '../kit/live.ts'
import { aliasesOf, placeOf } from '../overlay/aliases.ts'
import { foldRow } from '../overlay/fold.ts'
import { foldTable } from '../overlay/fold-table.ts'
import type { SyncedTable } from '../schema/entities.ts'
import type { Entity, Fields, RowOf } from '../schema/entity.ts'
import type { OpenLibrary } from './library.ts'

/*
 * The queue is always read before the mirror. A change leaves the queue only after the mirror has
 * its effect; read the other way round, a person would for a moment see neither.
 */

type Stores = Pick<OpenLibrary, 'buffer' | 'mirror'>

/** Every row of a table as its person sees it, in no order. */
export async function readAll<F extends Fields>(
  open: Stores,
  entity: Entity<F>,
): Promise<RowOf<Entity<F>>[]> {
  const table = tableOf(entity)
  const changes = await open.buffer.ofTable(table)
  return foldFound(open, entity, changes, await rowsOf(open.mirror, table).toArray())
}

/** The changes of a table, which were read first, folded over rows that the mirror was found to have. */
export async function foldFound<F extends Fields>(
  open: Stores,
  entity: Entity<F>,
  changes: readonly WriteChange[],
  rows: readonly MirrorRow[],
): Promise<RowOf<Entity<F>>[]> {
  const table = tableOf(entity)
  const epoch = await watched(epochFor(open, table, changes))
  const buried = await readBuried(open, table, changes)
  const aliases = await open.buffer.db.aliases.toArray()
  const ground = { buried: buried as never, aliases, epoch } // the mirror holds the entity's rows
  return foldTable(entity, rows as RowOf<Entity<F>>[], changes, ground) // as it does here
}

/**
 * One row as its person sees it; undefined where there is none. A row that was merged into another
 * answers as that one. What it costs depends on its own changes, not on the queue.
 */
export async function readOne<F extends Fields>(
  open: Stores,
  entity: Entity<F>,
  id: string,
): Promise<RowOf<Entity<F>> | undefined> {
  const table = tableOf(entity)
  const known = await open.buffer.db.aliases.toArray()
  const names = relatives(table, id, known)
  const changes = (await Promise.all(names.map((name) => open.buffer.ofEntity(table, name)))).flat()
  const rows = (await rowsOf(open.mirror, table).bulkGet(names)).filter((row) => row !== undefined)
  const aliases = aliasesOf(table, known, changes, (one) => rows.some((row) => row.id === one))
  const place = aliases.canonical(id)
  const own = changes.filter((change) => placeOf(change, aliases) === place)
  const buried = (await readBuried(open, table, own)).get(place)
  type Row = RowOf<Entity<F>>
  const row = rows.find((one) => one.id === place)
  const epoch = await watched(epochFor(open, table, own))
  const inOrder = own.sort((a, b) => a.seq - b.seq)
  return foldRow(
    entity,
    { row: row as Row | undefined, buried: buried as Row | undefined, epoch },
    inOrder,
  ) // the mirror holds the entity's rows
}

/** Of which database a table's mirror is, where there are answers to hold against it. */
async function epochFor(
  { mirror }: Stores,
  table: SyncedTable,
  changes: readonly WriteChange[],
): Promise<string | undefined> {
  if (!changes.some(({ receipt }) => receipt !== undefined)) return undefined
  return (await mirror.shapes.get(table))?.epoch
}

/** The ids that a row may go by: its own, and of those that were merged with it, in either direction. */
function relatives(table: SyncedTable, id: string, known: readonly Alias[]): string[] {
  if (known.length === 0) return [id]
  const aliases = aliasesOf(table, known, [], () => false)
  return [...new Set([id, ...aliases.namesOf(aliases.canonical(id))])]
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
