import { type Merging, mergeCells, type Tally } from './cells.ts'
import { own } from './json.ts'
import { type MergedParts, mergeElements, mergeKeys, type SetPatch } from './parts.ts'
import type { StoredRow } from './rows.ts'
import type { RowClock, Stamp, Stamps, Writer } from './stamps.ts'

/** What a change writes, by how its columns merge. */
export interface Written {
  whole: Readonly<Record<string, unknown>>
  keys: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  elements: Readonly<Record<string, SetPatch>>
}

/** What a change makes of a row: the columns that it writes, and the stamps that it leaves. */
export interface MergedRow extends Tally {
  columns: Record<string, unknown>
  clock: RowClock
}

/**
 * Merges a change into a row, column by column. The revision of the row after it is yet to be given
 * to the stamps that it leaves.
 */
export function mergeRow(row: StoredRow, change: Written, by: Writer): MergedRow {
  const tally: Tally = { changed: false, lost: false, top: undefined, full: false, left: [] }
  const merging: Merging = { by, tally }
  const whole = mergeCells(row, row.clock as Stamps, change.whole, merging) // of whole columns
  const columns = { ...whole.won }
  const clock: Record<string, Stamp | Stamps> = { ...row.clock, ...whole.stamps }
  const put = (column: string, { value, stamps }: MergedParts) => {
    columns[column] = value
    clock[column] = stamps
  }
  for (const [column, keys] of Object.entries(change.keys)) {
    const before = (row[column] ?? {}) as Record<string, unknown> // a jsonb object, by the schema
    put(column, mergeKeys(before, partStamps(row, column), keys, merging))
  }
  for (const [column, patch] of Object.entries(change.elements)) {
    const before = (row[column] ?? []) as string[] // a text[], by the schema
    put(column, mergeElements(before, partStamps(row, column), patch, merging))
  }
  return { ...tally, columns, clock }
}

function partStamps({ clock }: StoredRow, column: string): Stamps {
  return (own(clock, column) ?? {}) as Stamps // of a column that merges part by part
}
