import type { StoredRow } from '../../rules/rows.ts'
import { IDENTIFIER_COLUMNS, type Identifier, valuesOf } from '../identifiers.ts'

/** Tells of works whether they are found by one of these identifiers, as the database finds them. */
export function sharesOne(identifiers: readonly Identifier[]): (work: StoredRow) => boolean {
  const wanted = IDENTIFIER_COLUMNS.map(
    (column) => [column, new Set<unknown>(valuesOf(identifiers, column))] as const,
  )
  return (work) => wanted.some(([column, values]) => values.has(work[column]))
}
