import serialize from 'canonicalize'
import { entityOf } from '../../schema/entities.ts'
import type { WireChange } from '../../wire/batch.ts'

/** The smallest parts of a row that are written by themselves: `title`, `topics physics`, `metadata x`. */
export type Cells = Map<string, unknown>

/** What a change writes. `deleted` is true or null; an absent tag or key is null. */
export function cellsOf({
  op,
  table,
  payload,
}: Pick<WireChange, 'op' | 'table' | 'payload'>): Cells {
  if (op === 'delete') return new Map([['deleted', true]])
  const cells: Cells = new Map()
  const columns = entityOf(table)?.columns ?? new Map()
  for (const [column, value] of Object.entries(payload)) {
    const merge = columns.get(column)?.merge
    if (column === 'deleted_at') cells.set('deleted', null)
    else if (merge === 'whole') cells.set(column, value)
    else if (merge === 'elements') addElements(cells, column, value)
    else if (merge === 'keys') addKeys(cells, column, value)
  }
  return cells
}

/** The parts of a stored or shown row; `columnOf` gives a column's value. */
export function cellsOfRow(table: string, columnOf: (column: string) => unknown): Cells {
  const cells: Cells = new Map()
  for (const [column, { merge }] of entityOf(table)?.columns ?? []) {
    const value = columnOf(column)
    if (merge === 'whole') cells.set(column, value ?? null)
    else if (merge === 'elements') addElements(cells, column, value)
    else addKeys(cells, column, value)
  }
  return cells
}

/** What a cell is in a row that never said anything of it. */
export function initialOf(table: string, name: string): unknown {
  const field = entityOf(table)?.columns.get(name)
  return field?.merge === 'whole' ? (field.fallback ?? null) : null
}

/** Whether two values of a cell are the same; in objects the order of keys says nothing. */
export function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' && typeof b !== 'object') return (a ?? null) === (b ?? null)
  return serialize(a ?? null) === serialize(b ?? null)
}

function addElements(cells: Cells, column: string, value: unknown): void {
  const { add = [], remove = [] } = (Array.isArray(value) ? { add: value } : (value ?? {})) as {
    add?: string[]
    remove?: string[]
  } // the schema lets nothing else in
  for (const tag of remove) cells.set(`${column} ${tag}`, null)
  for (const tag of add) cells.set(`${column} ${tag}`, true)
}

function addKeys(cells: Cells, column: string, value: unknown): void {
  for (const [key, part] of Object.entries((value ?? {}) as Record<string, unknown>)) {
    cells.set(`${column} ${key}`, part)
  }
}
