import type { ErrorCode, Receipt } from '../../lib/wire/batch.ts'
import type { Ready, Refused } from './judged.ts'
import { isRemembered } from './refusal.ts'
import type { Result, Results } from './rules/result.ts'

/**
 * What became of a change, kept under the change's own id, so that a repeat gets the first answer.
 * It holds no row: a repeat is shown the row as it is then.
 */
export interface LedgerEntry {
  changeId: string
  /** SHA-256 of the change's content, in hex. */
  hash: string
  client: string | null
  seq: number | null
  table: string | null
  entity: string | null
  op: string | null
  hlc: string | null
  outcome: Exclude<Receipt['outcome'], 'duplicate'> | 'rejected'
  code: ErrorCode | null
  error: string | null
  rev: number | null
  canonicalId: string | null
  /** When it was applied, by the server's time. */
  serverAt: string
}

/** The entries of a batch: not of repeats, nor of what a repeat may be answered otherwise. */
export function entriesOf(
  changes: readonly (Ready | Refused)[],
  results: Results,
  nowMs: number,
): LedgerEntry[] {
  const serverAt = new Date(nowMs).toISOString()
  return changes.flatMap((change) => {
    const result = results.get(change.id)
    if (result === undefined || !isLasting(result)) return []
    return [{ ...entryOf(change, result), serverAt }]
  })
}

function isLasting(result: Result): boolean {
  if (result.stored) return false
  return result.outcome !== 'rejected' || isRemembered(result.code)
}

function entryOf(change: Ready | Refused, result: Result): Omit<LedgerEntry, 'serverAt'> {
  const rejected = result.outcome === 'rejected'
  return {
    changeId: change.id,
    hash: change.hash,
    ...(change.kind === 'ready' ? aboutOf(change) : NOTHING),
    outcome: result.outcome,
    code: rejected ? result.code : null,
    error: rejected ? (result.error ?? null) : null,
    rev: rejected ? null : (result.row?.rev ?? 0),
    canonicalId: result.canonicalId ?? null,
  }
}

function aboutOf({ by, table, entity, op }: Ready) {
  return { client: by.client, seq: by.seq, table, entity, op, hlc: by.hlc }
}

const NOTHING = { client: null, seq: null, table: null, entity: null, op: null, hlc: null }
