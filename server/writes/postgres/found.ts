import type { LedgerEntry } from '../ledger.ts'
import type { Found } from '../store.ts'
import { LEDGER, type ReadRow, SHARING } from './read-query.ts'
import { storedRow } from './stored-row.ts'

/** What a read found, sorted by what it is. */
export function foundIn(read: readonly ReadRow[]): Found {
  const found: Found = { rows: [], ends: [], entries: [], sharing: [] }
  for (const { source: table, id, content, merged_into: mergedInto } of read) {
    if (table === SHARING) found.sharing.push(id)
    else if (table === LEDGER) found.entries.push(entryIn(content))
    else if (content === null) found.ends.push({ table, id, mergedInto })
    else found.rows.push({ table, row: storedRow(table, content) })
  }
  return found
}

function entryIn(content: Record<string, unknown> | null): LedgerEntry {
  const entry = content as unknown as LedgerEntry // read with these names, of these types
  return { ...entry, serverAt: new Date(entry.serverAt).toISOString() }
}
