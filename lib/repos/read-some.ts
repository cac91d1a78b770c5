import type { Table } from 'dexie'
import { type MirrorRow, rowsOf } from '../electric/mirror-database.ts'
import { watched } from '../kit/live.ts'
import { answeredRow } from '../overlay/settle.ts'
import type { Entity, Fields, RowOf } from '../schema/entity.ts'
import type { OpenLibrary } from './library.ts'
import { foldFound, tableOf } from './read.ts'

/** Finds rows of the mirror by an index. */
type Find = (rows: Table<MirrorRow, string>) => PromiseLike<(MirrorRow | undefined)[]>

/**
 * The rows that `keep` lets through, as their person sees them, at the cost of what `find` finds in
 * the mirror and not of the whole table. `find` gives all mirrored rows that `keep` could want; those
 * that the queue changes, and those that they were merged into, are looked at beside them.
 */
export async function readSome<F extends Fields>(
  { buffer, mirror }: OpenLibrary,
  entity: Entity<F>,
  find: Find,
  keep: (row: RowOf<Entity<F>>) => boolean,
): Promise<RowOf<Entity<F>>[]> {
  const table = tableOf(entity)
  const changes = await watched(buffer.ofTable(table))
  const aliases = await buffer.db.aliases.where('entity').startsWith(`${table}:`).toArray()
  const changed = changes.flatMap((change) => [String(change.payload.id), answeredRow(change)])
  const ids = [...changed, ...aliases.map((alias) => alias.canonical_id)]
  const mirrored = rowsOf(mirror, table)
  const found = [...(await find(mirrored)), ...(await mirrored.bulkGet(ids))]
  const byId = new Map(found.flatMap((row) => (row ? [[row.id, row]] : [])))
  const folded = foldFound({ buffer, mirror }, entity, changes, [...byId.values()])
  return (await watched(folded)).filter(keep)
}

/** The rows of which a field, or a key in a JSON field, has this value, by its index. */
export function equalTo(path: string, value: string): Find {
  return (rows) => rows.where(path).equals(value).toArray()
}

/** The rows of which one of two fields has this value, by their indexes. */
export function eitherEqualTo(one: string, other: string, value: string): Find {
  return (rows) => rows.where(one).equals(value).or(other).equals(value).toArray()
}

/** The rows with these ids. */
export function withIds(ids: readonly string[]): Find {
  return (rows) => rows.bulkGet([...ids])
}
