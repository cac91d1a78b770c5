import type { Effect, RowEdit } from './change.ts'
import { own, sameJson } from './json.ts'
import type { StoredRow } from './rows.ts'

/**
 * What a change does to a row that is a fact and there already: nothing. Said again it is the same;
 * another content under its id comes too late, whatever its clock.
 */
export function repeatFact(row: StoredRow, { whole, keys }: RowEdit): Effect {
  const columns = Object.entries({ ...whole, ...keys })
  const same = columns.every(([column, value]) => sameJson(value, own(row, column) ?? null))
  return { outcome: same ? 'noop' : 'STALE', row }
}
