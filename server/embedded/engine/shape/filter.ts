import type { Tuple } from '../wal/change.ts'

/** A condition ready to be asked of a row: columns by their place, values as Postgres prints them. */
export type Test =
  | { kind: 'equals'; column: number; value: string }
  | { kind: 'null'; column: number }

/** The rows that a shape holds: those that pass every test. */
export type Filter = readonly Test[]

/** Whether the shape holds this row. */
export function holds(filter: Filter, row: Tuple): boolean {
  return filter.every((test) =>
    test.kind === 'equals' ? row[test.column] === test.value : row[test.column] === null,
  )
}
