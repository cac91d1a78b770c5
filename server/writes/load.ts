import type { Ready, Refused } from './judged.ts'
import { knownResult, shownTo } from './known.ts'
import type { LedgerEntry } from './ledger.ts'
import { routeOf } from './rules/redirect.ts'
import type { Result, Results } from './rules/result.ts'
import type { Rows } from './rules/rows.ts'
import { type BatchTransaction, type Found, NotAlone, type RowName, type Wanted } from './store.ts'

/** What is known before a batch is applied, beside its rows. */
export interface Loaded {
  /** What the ledger knows of the changes. */
  known: Results
  /** The live works that have one of the identifiers; undefined: they are to be looked up again. */
  sharing: readonly string[] | undefined
}

/**
 * Reads whatever the changes of a batch may reach into `rows`. One read does, but where works were
 * merged: what they were merged into is read as well then, for which the batch has to be alone. Throws
 * NotAlone where it is not.
 */
export async function load(
  tx: BatchTransaction,
  rows: Rows,
  changes: readonly (Ready | Refused)[],
  about: Required<Pick<Wanted, 'identifiers' | 'alone'>>,
): Promise<Loaded> {
  const entries = new Map<string, LedgerEntry>()
  const sharing: string[] = []
  let wanted: Wanted = {
    ...unknownOf(rows, changes, entries),
    ...{ ...about, changes: changes.map(idOf) },
  }
  for (;;) {
    const found = await tx.read(wanted)
    take(rows, wanted, found)
    for (const entry of found.entries) entries.set(entry.changeId, entry)
    sharing.push(...found.sharing)
    wanted = unknownOf(rows, changes, entries)
    if (wanted.rows.length + (wanted.ends ?? []).length === 0) break
    if (!about.alone) throw new NotAlone()
  }
  return { known: knownOf(rows, changes, entries), sharing }
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
    const entry = entries.get(change.id)
    if (entry !== undefined) {
      const shown = shownTo(rows, entry)
      if (shown !== undefined && !rows.knows(shown.table, shown.id)) wanted.rows.push(shown)
      continue
    }
    if (change.kind === 'refused') continue
    const route = routeOf(rows, change.of, change)
    if (route.kind === 'known') continue
    wanted.rows.push(...route.unknown.rows)
    wanted.ends.push(...route.unknown.ends)
  }
  return wanted
}

/** Takes in what was found, and that the rest of what was wanted is not there. */
function take(rows: Rows, { rows: named, ends = [] }: Wanted, found: Found): void {
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
