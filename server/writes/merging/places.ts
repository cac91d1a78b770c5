import type { Entity } from '../../../lib/schema/entity.ts'
import { own } from '../rules/json.ts'
import type { StoredRow } from '../rules/rows.ts'
import type { Stamp, Stamps } from '../rules/stamps.ts'
import type { Cell } from './cell.ts'

/** Where a row has a cell: a column, or a part of one that merges part by part. */
export interface Place {
  column: string
  /** An element of a set or a key; null where the column is one cell. */
  part: string | null
}

type Parts = Record<string, unknown>

/** Every place where one of some rows of an entity has, or had, a cell that people write. */
export function placesOf(entity: Entity, ...rows: StoredRow[]): Place[] {
  return [...entity.columns].flatMap(([column, { merge, access }]): Place[] => {
    if (access === 'clear') return []
    if (merge === 'whole') return [{ column, part: null }]
    const present = rows.flatMap((row) => Object.keys(partsOf(row[column])))
    // Sorted, for Postgres keeps the keys of an object in an order of its own.
    const stamped = rows.flatMap((row) => Object.keys(row.clock[column] ?? {})).sort()
    const parts = merge === 'elements' ? present : present.sort()
    return [...new Set([...parts, ...stamped])].map((part) => ({ column, part }))
  })
}

/** Looks up the cells of a row; the parts of a column are sorted out once. */
export function cellsOf(row: StoredRow): (place: Place) => Cell {
  const sorted = new Map<string, Parts>()
  const partsIn = (column: string): Parts => {
    const known = sorted.get(column)
    if (known !== undefined) return known
    const parts = partsOf(row[column])
    sorted.set(column, parts)
    return parts
  }
  return ({ column, part }) => {
    const stamp = row.clock[column]
    if (part === null) return { value: row[column], stamp: stamp as Stamp | undefined } // a column that is one cell has one stamp
    return { value: own(partsIn(column), part), stamp: own((stamp ?? {}) as Stamps, part) } // any other has one for each part
  }
}

/** A row with other cells; its clock holds their stamps, and none where a cell has none. */
export function withCells(row: StoredRow, cells: readonly (Place & Cell)[]): StoredRow {
  const after: Record<string, unknown> = { ...row }
  const clock = new Map(Object.entries(row.clock))
  for (const [column, those] of Map.groupBy(cells, ({ column }) => column)) {
    const parts = those.flatMap(({ part, value, stamp }) =>
      part === null ? [] : { part, value, stamp },
    )
    const whole = those.findLast(({ part }) => part === null)
    if (whole !== undefined) {
      after[column] = whole.value
      put(clock, column, whole.stamp)
    } else {
      after[column] = withParts(row[column], parts)
      const stamps = new Map(Object.entries((row.clock[column] ?? {}) as Stamps)) // a column of parts has a stamp for each
      for (const { part, stamp } of parts) put(stamps, part, stamp)
      clock.set(column, Object.fromEntries(stamps))
    }
  }
  return { ...after, clock: Object.fromEntries(clock) } as StoredRow // the columns that a row must have are not among its cells
}

function put<T>(into: Map<string, T>, key: string, value: T | undefined): void {
  if (value === undefined) into.delete(key)
  else into.set(key, value)
}

/** A set as {element: true}, a JSON column as it is. */
function partsOf(value: unknown): Parts {
  if (Array.isArray(value)) return Object.fromEntries(value.map((element) => [element, true]))
  return typeof value === 'object' && value !== null ? (value as Parts) : {} // any object has keys
}

function withParts(of: unknown, cells: readonly { part: string; value: unknown }[]): unknown {
  const parts = new Map(Object.entries(partsOf(of)))
  const order = new Set(Array.isArray(of) ? of : [])
  for (const { part, value } of cells) {
    const present = value !== null && value !== undefined
    put(parts, part, present ? value : undefined)
    if (present) order.add(part)
    else order.delete(part)
  }
  return Array.isArray(of) ? [...order] : Object.fromEntries(parts)
}
