import type { LedgerEntry } from '../ledger.ts'
import type { Pair } from '../merging/finder.ts'
import type { Identifier } from '../merging/identifiers.ts'
import type { MergeRecord } from '../merging/record.ts'
import { sharesOne } from '../merging/testing/shares-one.ts'
import type { RowChange, StoredRow } from '../rules/rows.ts'
import { type BatchTransaction, type Found, type Wanted, WriteRefused } from '../store.ts'
import { MemoryLibrary } from './memory-library.ts'

/** Works on a copy of what an owner has, which takes its place when the transaction is through. */
export class MemoryTransaction implements BatchTransaction {
  library: MemoryLibrary
  wrote = false
  readonly #refuses: (table: string, row: StoredRow) => boolean

  constructor(library: MemoryLibrary, refuses: (table: string, row: StoredRow) => boolean) {
    this.library = new MemoryLibrary(library)
    this.#refuses = refuses
  }

  async read({ rows, ends = [], changes = [], identifiers = [] }: Wanted): Promise<Found> {
    return {
      rows: rows.flatMap(({ table, id }) => {
        const row = this.library.row(table, id)
        return row === undefined ? [] : [{ table, row }]
      }),
      ends: ends.flatMap(({ table, id }) => {
        const row = this.library.row(table, id)
        if (row === undefined) return []
        const mergedInto = typeof row.merged_into === 'string' ? row.merged_into : null
        return [{ table, id, mergedInto }]
      }),
      entries: changes.flatMap((id) => this.library.entry(id) ?? []),
      sharing: this.#sharing(identifiers),
    }
  }

  #sharing(identifiers: readonly Identifier[]): string[] {
    const shares = sharesOne(identifiers)
    return this.library
      .sorted()
      .filter(({ table, row }) => table === 'works' && row.deleted_at === null)
      .filter(({ row }) => shares(row))
      .map(({ row }) => row.id)
  }

  async find(table: string, column: string, values: readonly string[]): Promise<StoredRow[]> {
    const wanted = new Set<unknown>(values)
    return this.library
      .sorted()
      .filter((one) => one.table === table && wanted.has(one.row[column]))
      .map(({ row }) => row)
  }

  async write(rows: readonly RowChange[], entries: readonly LedgerEntry[]): Promise<void> {
    for (const { table, after } of rows) {
      if (this.#refuses(table, after)) throw new WriteRefused('a constraint')
      this.library.put(table, after)
    }
    for (const entry of entries) this.library.note(entry)
    if (rows.length + entries.length > 0) this.wrote = true
  }

  async attempt(run: () => Promise<void>): Promise<boolean> {
    const before = new MemoryLibrary(this.library)
    try {
      await run()
      return true
    } catch (error) {
      if (!(error instanceof WriteRefused)) throw error
      this.library = before
      return false
    }
  }

  async parted(): Promise<Pair[]> {
    const undone = this.library.merges().filter(({ undone_at }) => undone_at !== null)
    return undone.map(({ loser_id, survivor_id }) => [loser_id, survivor_id])
  }

  async lostBy(workIds: readonly string[]): Promise<MergeRecord[]> {
    return this.library
      .merges()
      .filter(({ loser_id, undone_at }) => undone_at === null && workIds.includes(loser_id))
  }

  async keepMerges(records: readonly MergeRecord[]): Promise<void> {
    for (const record of records) this.library.keep(record)
    this.wrote = true
  }
}
