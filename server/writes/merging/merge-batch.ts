import { MERGED_TABLE } from '../rules/ends.ts'
import type { Rows } from '../rules/rows.ts'
import type { Finder } from './finder.ts'
import type { Identifier } from './identifiers.ts'
import { mergeDuplicates } from './merge-works.ts'
import type { MergeRecord } from './record.ts'
import { takeChain, takeIn } from './take.ts'
import { undoMerges } from './undo.ts'

/**
 * After the changes of a batch are applied to its rows: undoes the merges that it takes back, and
 * merges what it has made duplicates, or names as such. Answers the records of both, to be stored.
 */
export async function mergeBatch(
  rows: Rows,
  finder: Finder,
  named: ReadonlySet<Identifier>,
  nowMs: number,
): Promise<MergeRecord[]> {
  const undone = await undoMerges(rows, finder, nowMs)
  const before = await finder.parted()
  const now = undone.map(({ loser_id, survivor_id }) => [loser_id, survivor_id] as const)
  const parted = [...before, ...now]
  await takeIn(rows, finder, MERGED_TABLE, parted.flat())
  for (const id of parted.flat()) await takeChain(rows, finder, id)
  return [...undone, ...(await mergeDuplicates(rows, finder, parted, named, nowMs))]
}
