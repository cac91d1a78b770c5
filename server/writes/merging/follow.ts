import type { Ready } from '../judged.ts'
import { MERGED_TABLE } from '../rules/ends.ts'
import type { Result } from '../rules/result.ts'
import type { Rows } from '../rules/rows.ts'
import { type BatchTransaction, NotAlone } from '../store.ts'
import { amendResults } from './amend.ts'
import { findPair } from './duplicates.ts'
import { IDENTIFIER_COLUMNS, type Identifier, identifiersIn } from './identifiers.ts'
import { mergeBatch } from './merge-batch.ts'
import { gainedIn } from './merge-works.ts'
import { finderIn } from './store-finder.ts'
import { unmergedIn } from './undo.ts'

/** A batch whose units have been applied in memory, before anything is written. */
export interface AppliedUnits {
  nowMs: number
  changes: readonly Ready[]
  /** What the changes left; merging changes it, and takes in more. */
  rows: Rows
  /** By the ids of the changes; of a change whose row was merged away it tells where that is now. */
  results: Map<string, Result>
  /** The identifiers that the batch has named. */
  identifiers: readonly Identifier[]
  /** The live works that had one of them; undefined where that is not known. */
  sharing: readonly string[] | undefined
  /** Whether nobody else writes for this owner meanwhile. */
  alone: boolean
}

/** The identifiers that changes write, whatever becomes of them. */
export function identifiersNamed(changes: readonly Ready[]): Identifier[] {
  const named = new Set<Identifier>()
  for (const { table, op, whole } of changes) {
    if (table !== MERGED_TABLE || op === 'delete') continue
    for (const column of IDENTIFIER_COLUMNS) {
      for (const one of identifiersIn(column, whole[column])) named.add(one)
    }
  }
  return [...named]
}

/**
 * Merges what a batch has made duplicates, and undoes what it takes back. Throws NotAlone where there
 * is any of it and others may write meanwhile.
 */
export async function followMerges(tx: BatchTransaction, applied: AppliedUnits): Promise<void> {
  const { rows, results, changes, identifiers, nowMs } = applied
  if (!isMerging(applied)) return
  if (!applied.alone) throw new NotAlone()
  const records = await mergeBatch(rows, finderIn(tx), new Set(identifiers), nowMs)
  if (records.length === 0) return
  await tx.keepMerges(records)
  amendResults(results, changes, rows, records)
}

/** Whether the batch has made duplicates, or undoes a merge, as far as it is known without reading. */
function isMerging({ rows, identifiers, sharing }: AppliedUnits): boolean {
  if (unmergedIn(rows).length > 0) return true
  const named = new Set(identifiers)
  const gained = gainedIn(rows, named)
  if (gained.length === 0 || sharing === undefined) return gained.length > 0
  if (gained.some((identifier) => !named.has(identifier))) return true
  if (sharing.some((id) => !rows.knows(MERGED_TABLE, id))) return true
  const changed = rows
    .changes()
    .flatMap(({ table, after }) => (table === MERGED_TABLE ? after : []))
  const others = sharing.flatMap((id) => rows.get(MERGED_TABLE, id) ?? [])
  const live = [...changed, ...others].filter(({ deleted_at }) => deleted_at === null)
  return findPair(live, () => false) !== undefined
}
