import type { Entity } from '../../../lib/schema/entity.ts'
import { work } from '../../../lib/schema/work.ts'
import { MERGED_TABLE } from '../rules/ends.ts'
import { survivorOf } from '../rules/redirect.ts'
import type { Rows, StoredRow } from '../rules/rows.ts'
import { buried, combine, iso } from './combine.ts'
import { type Apart, findPair } from './duplicates.ts'
import type { Finder, Found, Pair } from './finder.ts'
import { gainedIdentifiers, type Identifier } from './identifiers.ts'
import { moveRow } from './move.ts'
import { POINTERS, type Pointer } from './pointers.ts'
import type { MergeRecord, Moved } from './record.ts'
import { moveTwin, takeTwins } from './twins.ts'

const WORK = work as unknown as Entity // an Entity of its own fields

/** What of a batch's works, which has named these identifiers, may make another work the same one. */
export function gainedIn(rows: Rows, named: ReadonlySet<Identifier>): Identifier[] {
  const changed = rows.changes().filter(({ table }) => table === MERGED_TABLE)
  const gained = changed.flatMap(({ before, after }) => gainedIdentifiers(before, after, named))
  return [...new Set(gained)]
}

/**
 * Merges the live works that a batch has made duplicates, in its rows; answers what was merged. A
 * merged work may have more identifiers than either had, so it is looked at again. Of the pairs that a
 * person has parted every work that stands for one must have been taken in.
 */
export async function mergeDuplicates(
  rows: Rows,
  finder: Finder,
  parted: readonly Pair[],
  named: ReadonlySet<Identifier>,
  nowMs: number,
): Promise<MergeRecord[]> {
  const looked = new Set<Identifier>()
  const involved = new Set<string>()
  const records: MergeRecord[] = []
  for (;;) {
    const gained = gainedIn(rows, named).filter((identifier) => !looked.has(identifier))
    if (gained.length === 0) return records
    for (const identifier of gained) looked.add(identifier)
    for (const id of await take(rows, finder, gained)) involved.add(id)
    records.push(...(await mergeAmong(rows, finder, involved, apartBy(rows, parted), nowMs)))
  }
}

/** Takes in who shares these identifiers; answers them and the works that the batch changed. */
async function take(rows: Rows, finder: Finder, identifiers: Identifier[]): Promise<string[]> {
  const sharing = await finder.sharing(identifiers)
  for (const row of sharing) rows.load(MERGED_TABLE, row.id, row)
  const changed = rows.changes().filter(({ table }) => table === MERGED_TABLE)
  return [...sharing, ...changed.map(({ after }) => after)].map(({ id }) => id)
}

async function mergeAmong(
  rows: Rows,
  finder: Finder,
  ids: ReadonlySet<string>,
  apart: Apart,
  nowMs: number,
): Promise<MergeRecord[]> {
  const records: MergeRecord[] = []
  for (;;) {
    const live = [...ids].flatMap((id) => rows.get(MERGED_TABLE, id) ?? []).filter(isLive)
    const pair = findPair(live, apart)
    if (pair === undefined) return records
    records.push(await mergePair(rows, finder, pair, nowMs))
  }
}

async function mergePair(
  rows: Rows,
  finder: Finder,
  [older, newer]: [StoredRow, StoredRow],
  nowMs: number,
): Promise<MergeRecord> {
  const { row, taken } = combine(WORK, older, newer, nowMs)
  rows.set(MERGED_TABLE, row)
  rows.set(MERGED_TABLE, buried(newer, older.id, nowMs))
  const moved = await movePointers(rows, finder, [newer.id, older.id], nowMs)
  const ids = { loser_id: newer.id, survivor_id: older.id }
  return { ...ids, at: iso(nowMs), taken, moved, undone_at: null }
}

async function movePointers(
  rows: Rows,
  finder: Finder,
  [loser, survivor]: Pair,
  nowMs: number,
): Promise<Moved[]> {
  const found = await finder.pointing([loser])
  for (const { table, row } of found) rows.load(table, row.id, row)
  const held = [...found, ...rows.changes().map(({ table, after }) => ({ table, row: after }))]
  const moved: Moved[] = []
  for (const pointer of POINTERS) {
    const ids = [loser, survivor] as const
    const those = pointingTo(rows, pointer, held, loser)
    if (pointer.derived) await takeTwins(rows, finder, pointer, those, ids)
    for (const row of those) {
      if (pointer.derived) moved.push(...moveTwin(rows, pointer, row, ids, nowMs))
      else moved.push(...moveRow(rows, pointer, row, ids, nowMs))
    }
  }
  return moved
}

/** Those of some rows that still point to a work, as the batch has left them. */
function pointingTo(rows: Rows, { table, columns }: Pointer, held: Found[], id: string) {
  const ids = new Set(held.flatMap((one) => (one.table === table ? one.row.id : [])))
  return [...ids]
    .flatMap((one) => rows.get(table, one) ?? [])
    .filter((row) => columns.some((column) => row[column] === id))
}

/** Whoever was parted stays so, also as part of what it was merged into since. */
function apartBy(rows: Rows, parted: readonly Pair[]): Apart {
  return (one, other) =>
    parted.some((pair) => {
      const [a, b] = pair.map((id) => survivorOf(rows, MERGED_TABLE, id))
      return (a === one && b === other) || (a === other && b === one)
    })
}

function isLive({ deleted_at }: StoredRow): boolean {
  return deleted_at === null
}
