import type { WriteChange } from '../buffer/change.ts'
import type { Entity, Fields, RowOf } from '../schema/entity.ts'
import { foldRow } from './fold.ts'

/** A whole table as its person sees it: the mirror's rows with the unsettled changes folded in. */
export function foldTable<F extends Fields>(
  entity: Entity<F>,
  rows: readonly RowOf<Entity<F>>[],
  changes: readonly WriteChange[],
  buried: ReadonlyMap<string, RowOf<Entity<F>>> = new Map(),
): RowOf<Entity<F>>[] {
  if (changes.length === 0) return [...rows]
  const byRow = Map.groupBy(changes, (change) => String(change.payload.id))
  const folded: RowOf<Entity<F>>[] = []
  for (const row of rows) {
    const own = byRow.get(row.id)
    const next = own ? foldRow(entity, { row }, own) : row
    byRow.delete(row.id)
    if (next) folded.push(next)
  }
  for (const [id, own] of byRow) {
    const next = foldRow(entity, { buried: buried.get(id) }, own)
    if (next) folded.push(next)
  }
  return folded
}
