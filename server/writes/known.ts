import type { Ready, Refused } from './judged.ts'
import type { LedgerEntry } from './ledger.ts'
import { survivorOf } from './rules/redirect.ts'
import type { Result } from './rules/result.ts'
import type { Rows } from './rules/rows.ts'

/** The row that a repeat is shown: the one that its first time went to, wherever that was merged. */
export function shownTo(rows: Rows, change: Ready, entry: LedgerEntry): string {
  return survivorOf(rows, change.table, entry.canonicalId ?? change.entity)
}

/** What a change that is in the ledger is told: its first result, with the row as it is now. */
export function knownResult(rows: Rows, change: Ready | Refused, entry: LedgerEntry): Result {
  const { outcome, code, error, hash } = entry
  if (hash !== change.hash) return { outcome: 'rejected', code: 'ID_REUSE' }
  const shown = change.kind === 'ready' ? shownTo(rows, change, entry) : undefined
  const row = change.kind === 'ready' && shown ? rows.get(change.table, shown) : undefined
  if (outcome === 'rejected') {
    const told = {
      stored: true,
      outcome,
      code: code ?? 'INVALID',
      error: error ?? undefined,
    } as const
    return code === 'STALE' ? { ...told, row } : told
  }
  const moved = change.kind === 'ready' && shown !== change.entity
  return {
    stored: true,
    outcome,
    row,
    canonicalId: (moved ? shown : entry.canonicalId) ?? undefined,
  }
}
