import type { Ready, Refused } from './judged.ts'
import { knownResult, shownTo } from './known.ts'
import type { LedgerEntry } from './ledger.ts'
import { routeOf } from './rules/redirect.ts'
import type { Result, Results } from './rules/result.ts'
import type { Rows } from './rules/rows.ts'
import type { BatchTransaction, Found, RowName, Wanted } from './store.ts'

/**
 * Reads whatever the changes of a batch may reach into `rows`, and answers what the ledger knows of
 * them. One read does, but where works were merged: then what they were merged into is read as well.
 */
export async function load(
  tx: BatchTransaction,
  rows: Rows,
  changes: readonly (Ready | Refused)[],
  locks: readonly string[],
): Promise<Results> {
  const entries = new Map<string, LedgerEntry>()
  let wanted: Wanted = { ...unknownOf(rows, changes, entries), changes: changes.map(idOf), locks }
  do {
    const found = await tx.read(wanted)
    take(rows, wanted, found)
    for (const entry of found.entries) entries.set(entry.changeId, entry)
    wanted = unknownOf(rows, changes, entries)
  } while (wanted.rows.length > 0 || (wanted.ends ?? []).length > 0)
  return knownOf(rows, changes, entries)
}

const idOf = ({ id }: { id: string }) => id

/** What is yet to be read before every change finds its row. */
function unknownOf(
  rows: Rows,
  changes: readonly (Ready | Refused)[],
  entries: ReadonlyMap<string, LedgerEntry>,
): Wanted & { ends: RowName[] } {
  const wanted = { rows: [] as RowName[], ends: [] as RowName[] }
  for (const change of changes) {
    if (change.kind === 'refused') continue
    const entry = entries.get(change.id)
    if (entry !== undefined) {
      const id = shownTo(rows, change, entry)
      if (!rows.knows(change.table, id)) wanted.rows.push({ table: change.table, id })
      continue
    }
    const route = routeOf(rows, change.of, change)
    if (route.kind === 'known') continue
    wanted.rows.push(...route.unknown.rows)
    wanted.ends.push(...route.unknown.ends)
  }
  return wanted
}

/** Takes in what was found, and that the rest of what was wanted is not there. */
export function take(rows: Rows, { rows: named, ends = [] }: Wanted, found: Found): void {
  for (const { table, row } of found.rows) rows.load(table, row.id, row)
  for (const { table, id } of named) rows.load(table, id, undefined)
  for (const { table, id } of ends) rows.loadEnd(table, id, undefined)
  for (const { table, id, mergedInto } of found.ends) rows.loadEnd(table, id, mergedInto)
}

function knownOf(
  rows: Rows,
  changes: readonly (Ready | Refused)[],
  entries: ReadonlyMap<string, LedgerEntry>,
): Results {
  const known = new Map<string, Result>()
  for (const change of changes) {
    const entry = entries.get(change.id)
    if (entry !== undefined) known.set(change.id, knownResult(rows, change, entry))
  }
  return known
}
