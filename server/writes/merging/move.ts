import type { Rows, StoredRow } from '../rules/rows.ts'
import type { Stamp } from '../rules/stamps.ts'
import { sameWrite } from './cell.ts'
import { iso } from './combine.ts'
import { type Pointer, pointed } from './pointers.ts'
import type { MovedRow } from './record.ts'

/**
 * Lets a row point to the survivor instead of the loser. Its stamps stay: what people write meets
 * what people wrote, never what the server did.
 */
export function moveRow(
  rows: Rows,
  pointer: Pointer,
  row: StoredRow,
  [loser, survivor]: readonly [string, string],
  nowMs: number,
): MovedRow[] {
  const { table, columns } = pointer
  const moved = pointed(pointer, row, (id) => (id === loser ? survivor : id))
  rows.set(table, raised(moved, nowMs))
  return columns
    .filter((column) => row[column] === loser)
    .map((column) => ({ kind: 'row', table, id: row.id, column, stamp: stampOf(row, column) }))
}

/** Lets it point to the loser again, unless somebody has pointed it anywhere since. */
export function moveRowBack(
  rows: Rows,
  { table, id, column, stamp }: MovedRow,
  { loser, stands }: { loser: string; stands: readonly string[] },
  nowMs: number,
): void {
  const row = rows.get(table, id)
  if (row === undefined || !stands.includes(String(row[column]))) return
  if (sameWrite(stampOf(row, column), stamp))
    rows.set(table, raised({ ...row, [column]: loser }, nowMs))
}

/** A row as the server has changed it: one revision on. */
export function raised(row: StoredRow, nowMs: number): StoredRow {
  return { ...row, rev: row.rev + 1, server_at: iso(nowMs) }
}

function stampOf({ clock }: StoredRow, column: string): Stamp | null {
  return (clock[column] as Stamp | undefined) ?? null // a column that points is one cell
}
