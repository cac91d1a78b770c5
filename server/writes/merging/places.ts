import type { Entity } from '../../../lib/schema/entity.ts'
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

export function cellAt(row: StoredRow, { column, part }: Place): Cell {
  const stamp = row.clock[column]
  if (part === null) return { value: row[column], stamp: stamp as Stamp | undefined } // a column that is one cell has one stamp
  return { value: own(partsOf(row[column]), part), stamp: own((stamp ?? {}) as Stamps, part) } // any other has one for each part
}

/** A row with other cells; its clock holds their stamps, and none where a cell has none. */
export function withCells(row: StoredRow, cells: (Place & Cell)[]): StoredRow {
  const after: Record<string, unknown> = { ...row }
  const clock: Record<string, Stamp | Stamps> = { ...row.clock }
  for (const { column, part, value, stamp } of cells) {
    if (part === null) {
      after[column] = value
      put(clock, column, stamp)
    } else {
      after[column] = withPart(after[column], part, value)
      const stamps: Record<string, Stamp> = { ...(clock[column] as Stamps | undefined) } // a column of parts has a stamp for each
      put(stamps, part, stamp)
      clock[column] = stamps
    }
  }
  return { ...after, clock } as StoredRow // the columns that a row must have are not among its cells
}

function put<T>(into: Record<string, T>, key: string, value: T | undefined): void {
  if (value === undefined) delete into[key]
  else
    Object.defineProperty(into, key, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    })
}

/** A set as {element: true}, a JSON column as it is. */
function partsOf(value: unknown): Parts {
  if (Array.isArray(value)) return Object.fromEntries(value.map((element) => [element, true]))
  return typeof value === 'object' && value !== null ? (value as Parts) : {} // any object has keys
}

function withPart(value: unknown, part: string, of: unknown): unknown {
  const present = of !== null && of !== undefined
  if (!Array.isArray(value)) {
    const rest = Object.entries(partsOf(value)).filter(([key]) => key !== part)
    return Object.fromEntries(present ? [...rest, [part, of]] : rest)
  }
  if (!present) return value.filter((element) => element !== part)
  return value.includes(part) ? value : [...value, part]
}

/** A text may be `__proto__`: only what an object has of its own counts. */
function own<T>(object: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined
}
