import { entityOf } from '../../lib/schema/entities.ts'
import type { Ready, Refused } from './judged.ts'
import type { LedgerEntry } from './ledger.ts'
import { survivorOf } from './rules/redirect.ts'
import type { Result } from './rules/result.ts'
import type { Rows, StoredRow } from './rules/rows.ts'
import type { RowName } from './store.ts'

/**
 * The row that a repeat is shown: the one that its first time went to, wherever that was merged. Of a
 * change that was refused at sight there is none.
 */
export function shownTo(
  rows: Rows,
  { table, entity, canonicalId }: LedgerEntry,
): RowName | undefined {
  if (table === null || entity === null || entityOf(table) === undefined) return undefined
  return { table, id: survivorOf(rows, table, canonicalId ?? entity) }
}

/** What a change that is in the ledger is told: its first result, with the row as it is now. */
export function knownResult(rows: Rows, change: Ready | Refused, entry: LedgerEntry): Result {
  const { outcome, code, error, hash, rev, entity } = entry
  if (hash !== change.hash) return { outcome: 'rejected', code: 'ID_REUSE' }
  const shown = shownTo(rows, entry)
  const row = shown && rows.get(shown.table, shown.id)
  if (outcome === 'rejected') return refusedBefore(code ?? 'INVALID', error, row)
  const canonicalId = shown?.id === entity ? entry.canonicalId : shown?.id
  return {
    stored: true,
    outcome,
    row,
    rev: rev ?? undefined,
    canonicalId: canonicalId ?? undefined,
  }
}

function refusedBefore(
  code: NonNullable<LedgerEntry['code']>,
  error: string | null,
  row: StoredRow | undefined,
): Result {
  const told = { stored: true, outcome: 'rejected', code, error: error ?? undefined } as const
  return code === 'STALE' ? { ...told, row } : told
}
