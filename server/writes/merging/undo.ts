import { MERGED_TABLE } from '../rules/ends.ts'
import type { Rows } from '../rules/rows.ts'
import { iso } from './combine.ts'
import type { Finder } from './finder.ts'
import { givenBack } from './give-back.ts'
import { moveRowBack } from './move.ts'
import type { MergeRecord, Moved } from './record.ts'
import { takeChain, takeIn } from './take.ts'
import { moveTwinBack } from './twins.ts'

/** The works that a batch has brought back out of a merge. */
export function unmergedIn(rows: Rows): string[] {
  return rows.changes().flatMap(({ table, before, after }) => {
    const was = table === MERGED_TABLE && typeof before?.merged_into === 'string'
    return was && after.merged_into === null && after.deleted_at === null ? [after.id] : []
  })
}

/**
 * Undoes the merges whose losers a batch brings back: what was taken from them, or moved, returns
 * where nobody has touched it since. Answers the records as they are then.
 */
export async function undoMerges(
  rows: Rows,
  finder: Finder,
  nowMs: number,
): Promise<MergeRecord[]> {
  const losers = unmergedIn(rows)
  const records = losers.length === 0 ? [] : await finder.lostBy(losers)
  for (const record of records) await undo(rows, finder, record, nowMs)
  return records.map((record) => ({ ...record, undone_at: iso(nowMs) }))
}

async function undo(rows: Rows, finder: Finder, record: MergeRecord, nowMs: number): Promise<void> {
  const { loser_id: loser, survivor_id, moved } = record
  const stands = await takeChain(rows, finder, survivor_id)
  for (const id of stands) {
    const row = rows.get(MERGED_TABLE, id)
    const as = row && givenBack(row, record.taken, nowMs)
    if (as !== undefined && as !== row) rows.set(MERGED_TABLE, as)
  }
  for (const [table, those] of Map.groupBy(moved, ({ table }) => table)) {
    await takeIn(
      rows,
      finder,
      table,
      those.map(({ id }) => id),
    )
  }
  for (const one of moved) await moveBack(one)

  async function moveBack(one: Moved) {
    if (one.kind === 'row') moveRowBack(rows, one, { loser, stands }, nowMs)
    else await moveTwinBack(rows, finder, one, nowMs)
  }
}
