import type { WriteChange } from '../buffer/change.ts'
import type { Alias } from '../buffer/database.ts'
import type { Entity, Fields, RowOf } from '../schema/entity.ts'
import { aliasesOf, placeOf } from './aliases.ts'
import { foldRow, type Ground } from './fold.ts'

/** What a table is folded from beside its rows and its changes. */
export interface TableGround<Row> {
  /** The last known rows of those that a change may bring back, by id. */
  buried?: ReadonlyMap<string, Row>
  /** The merges that this device has heard of. */
  aliases?: readonly Alias[]
  /** Of which of the server's databases the rows are. */
  epoch?: string | undefined
}

/**
 * Rows of a table as their person sees them: the mirror's with the unsettled changes folded in. A row
 * that was merged into another is not shown; what was changed of it shows there.
 */
export function foldTable<F extends Fields>(
  entity: Entity<F>,
  rows: readonly RowOf<Entity<F>>[],
  changes: readonly WriteChange[],
  { buried = new Map(), aliases: known = [], epoch }: TableGround<RowOf<Entity<F>>> = {},
): RowOf<Entity<F>>[] {
  if (changes.length === 0) return [...rows]
  const present = new Set(known.length > 0 ? rows.map(({ id }) => id) : [])
  const aliases = aliasesOf(entity.table, known, changes, (id) => present.has(id))
  const byRow = Map.groupBy(changes, (change) => placeOf(change, aliases))
  const folded: RowOf<Entity<F>>[] = []
  const show = (id: string, ground: Ground<RowOf<Entity<F>>>) => {
    const next = foldRow(entity, { ...ground, epoch }, byRow.get(id) ?? [])
    byRow.delete(id)
    if (next) folded.push(next)
  }
  for (const row of rows) {
    if (aliases.canonical(row.id) !== row.id) continue
    if (byRow.has(row.id)) show(row.id, { row })
    else folded.push(row)
  }
  for (const id of [...byRow.keys()]) show(id, { buried: buried.get(id) })
  return folded
}
