import type { LedgerEntry } from '../ledger.ts'
import type { MergeRecord } from '../merging/record.ts'
import type { StoredRow } from '../rules/rows.ts'

export interface TableRow {
  table: string
  row: StoredRow
}

/** Everything of one owner. A copy shares what is in it, which is never changed in place. */
export class MemoryLibrary {
  readonly #rows: Map<string, TableRow>
  readonly #ledger: Map<string, LedgerEntry>
  readonly #merges: Map<string, MergeRecord>

  constructor(of?: MemoryLibrary) {
    this.#rows = new Map(of === undefined ? [] : of.#rows)
    this.#ledger = new Map(of === undefined ? [] : of.#ledger)
    this.#merges = new Map(of === undefined ? [] : of.#merges)
  }

  row(table: string, id: string): StoredRow | undefined {
    return this.#rows.get(`${table}:${id}`)?.row
  }

  entry(changeId: string): LedgerEntry | undefined {
    return this.#ledger.get(changeId)
  }

  put(table: string, row: StoredRow): void {
    this.#rows.set(`${table}:${row.id}`, { table, row })
  }

  note(entry: LedgerEntry): void {
    this.#ledger.set(entry.changeId, entry)
  }

  keep(record: MergeRecord): void {
    this.#merges.set(`${record.loser_id} ${record.survivor_id}`, record)
  }

  /** By table and id. */
  sorted(): TableRow[] {
    return inOrder(this.#rows)
  }

  /** By the ids of the changes. */
  entries(): LedgerEntry[] {
    return inOrder(this.#ledger)
  }

  /** By the ids of loser and survivor. */
  merges(): MergeRecord[] {
    return inOrder(this.#merges)
  }
}

function inOrder<T>(of: ReadonlyMap<string, T>): T[] {
  return [...of].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one)
}
