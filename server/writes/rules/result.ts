import type { ErrorCode, Receipt } from '../../../lib/wire/batch.ts'
import type { Outcome } from './change.ts'
import type { StoredRow } from './rows.ts'

/** What became of a change. `row` is the row after it, deleted or not; undefined where there is none. */
export type Result = {
  row?: StoredRow | undefined
  /** It was in the ledger: the change has been sent before. */
  stored?: true
  /** The row that it was sent on to. */
  canonicalId?: string | undefined
} & (
  | { outcome: Exclude<Receipt['outcome'], 'duplicate'>; rev?: number | undefined }
  | { outcome: 'rejected'; code: ErrorCode; error?: string | undefined }
)

/** By the ids of the changes. */
export type Results = ReadonlyMap<string, Result>

const TOO_MANY =
  'With this change the entry would hold too many tags or values. Remove some and save it again.'

/** The result of a change that was tried; `redirectedTo` is the id of the row that it was sent on to. */
export function resultOf(
  outcome: Outcome,
  row: StoredRow | undefined,
  redirectedTo: string | undefined,
): Result {
  if (outcome === 'TOO_LARGE') return { outcome: 'rejected', code: outcome, error: TOO_MANY, row }
  if (outcome === 'STALE' || outcome === 'DELETED' || outcome === 'DEP_MISSING') {
    return { outcome: 'rejected', code: outcome, row, canonicalId: redirectedTo }
  }
  if (redirectedTo === undefined) return { outcome, row }
  return { outcome: 'redirected', row, canonicalId: redirectedTo }
}
