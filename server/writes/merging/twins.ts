import { isLoop, MERGED_TABLE } from '../rules/ends.ts'
import { survivorOf } from '../rules/redirect.ts'
import type { Rows, StoredRow } from '../rules/rows.ts'
import { combine, iso, type Taken } from './combine.ts'
import type { Finder, Pair } from './finder.ts'
import { givenBack } from './give-back.ts'
import { raised } from './move.ts'
import { POINTERS, type Pointer, pointed } from './pointers.ts'
import type { MovedTwin } from './record.ts'
import { restamped, sameWrites } from './row-clock.ts'
import { takeChain, takeIn } from './take.ts'

/** Takes in what stands where rows are going to: their ids hang on what they point to. */
export async function takeTwins(
  rows: Rows,
  finder: Finder,
  pointer: Pointer,
  those: readonly StoredRow[],
  merged: Pair,
): Promise<void> {
  const ids = those.map((row) => twinOf(pointer, row, merged).id)
  await takeIn(rows, finder, pointer.table, ids)
}

/**
 * Where the id of a row hangs on what it points to, another row takes its place: the same columns
 * under the right id. A deleted one is followed too, so that restoring it finds something.
 */
export function moveTwin(
  rows: Rows,
  pointer: Pointer,
  row: StoredRow,
  merged: Pair,
  nowMs: number,
): MovedTwin[] {
  const { table } = pointer
  const twin = twinOf(pointer, row, merged)
  const loop = isLoop(pointer.entity, twin)
  const placed = loop ? NOTHING_PLACED : place(rows, pointer, twin, nowMs)
  if (row.deleted_at !== null) return []
  rows.set(table, raised({ ...row, deleted_at: iso(nowMs) }, nowMs))
  const clock = (loop ? row : rows.get(table, twin.id))?.clock ?? {}
  return [{ kind: 'twin', table, id: row.id, to: loop ? null : twin.id, clock, ...placed }]
}

function twinOf(pointer: Pointer, row: StoredRow, [loser, survivor]: Pair): StoredRow {
  return pointed(pointer, row, (id) => (id === loser ? survivor : id))
}

/** Brings the row back, and takes its twin away where that was made for it; unless that was edited. */
export async function moveTwinBack(
  rows: Rows,
  finder: Finder,
  { table, id, to, clock, made, taken = [] }: MovedTwin,
  nowMs: number,
): Promise<void> {
  const pointer = POINTERS.find((one) => one.table === table)
  if (pointer === undefined) return
  const row = await standingTwin(rows, finder, pointer, id)
  if (row === undefined) return
  if (to !== null) {
    const twin = await standingTwin(rows, finder, pointer, to)
    const there = twin && rows.get(table, twin.id)
    const edited = there !== undefined && !sameWrites(there.clock, clock)
    // What was made for the row alone is the person's now; what was removed stays so.
    if (there === undefined || (edited && (made || there.deleted_at !== null))) return
    const as = givenBack(there, taken, nowMs)
    if (made) rows.set(table, raised({ ...as, deleted_at: iso(nowMs) }, nowMs))
    else if (as !== there) rows.set(table, as)
  }
  if (!isLoop(pointer.entity, row)) place(rows, pointer, { ...row, deleted_at: null }, nowMs)
}

/** A row by its first id, as what stands for its ends now makes it; that id is taken in, too. */
async function standingTwin(rows: Rows, finder: Finder, pointer: Pointer, id: string) {
  await takeIn(rows, finder, pointer.table, [id])
  const row = rows.get(pointer.table, id)
  if (row === undefined) return undefined
  for (const column of pointer.columns) await takeChain(rows, finder, String(row[column]))
  const twin = pointed(pointer, row, (end) => survivorOf(rows, MERGED_TABLE, end))
  await takeIn(rows, finder, pointer.table, [twin.id])
  return twin
}

interface Placed {
  /** Nothing live was there before. */
  made: boolean
  /** The cells that what was there took. */
  taken: Taken[]
}

const NOTHING_PLACED: Placed = { made: false, taken: [] }

/** Puts a row where its id says, over what is there. */
function place(rows: Rows, { table, entity }: Pointer, row: StoredRow, nowMs: number): Placed {
  const there = rows.get(table, row.id)
  if (there === undefined) {
    rows.set(table, { ...row, rev: 1, clock: restamped(row.clock, 1), server_at: iso(nowMs) })
    return { made: row.deleted_at === null, taken: [] }
  }
  if (row.deleted_at !== null) return NOTHING_PLACED
  const combined = combine(entity, there, row, nowMs)
  rows.set(table, { ...combined.row, deleted_at: null })
  return { made: there.deleted_at !== null, taken: combined.taken }
}
