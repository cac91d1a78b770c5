import type { Ready } from '../judged.ts'
import { MERGED_TABLE } from '../rules/ends.ts'
import { survivorOf } from '../rules/redirect.ts'
import type { Result } from '../rules/result.ts'
import type { Rows } from '../rules/rows.ts'
import type { MergeRecord } from './record.ts'

/**
 * Lets the results of a batch tell of the rows as merging has left them: a change whose row was merged
 * away, or points elsewhere now, was redirected to where that is.
 */
export function amendResults(
  results: Map<string, Result>,
  changes: readonly Ready[],
  rows: Rows,
  records: readonly MergeRecord[],
): void {
  const places = placesIn(records)
  for (const { id, table } of changes) {
    const result = results.get(id)
    if (result?.row === undefined || result.outcome === 'rejected') continue
    const at = places.get(`${table}:${result.row.id}`)
    const now =
      table === MERGED_TABLE ? survivorOf(rows, MERGED_TABLE, result.row.id) : (at ?? result.row.id)
    const moved = at !== undefined || now !== result.row.id
    const row = rows.get(table, now)
    if (moved) results.set(id, { ...result, outcome: 'redirected', row, canonicalId: now })
    else results.set(id, { ...result, row })
  }
}

/** Where the rows that were moved are now, by table and id. */
function placesIn(records: readonly MergeRecord[]): Map<string, string> {
  const merges = records.filter(({ undone_at }) => undone_at === null)
  const places = merges.flatMap(({ moved }) =>
    moved.map((one): [string, string] => [
      `${one.table}:${one.id}`,
      one.kind === 'row' ? one.id : (one.to ?? one.id),
    ]),
  )
  return new Map(places)
}
