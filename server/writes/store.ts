import type { LedgerEntry } from './ledger.ts'
import type { Pair } from './merging/finder.ts'
import type { Identifier } from './merging/identifiers.ts'
import type { MergeRecord } from './merging/record.ts'
import type { RowChange, StoredRow } from './rules/rows.ts'

/** Where the rows and the ledger are kept. */
export interface Store {
  /**
   * Runs one transaction of an owner, and again where others were in its way: it must be safe to
   * repeat. What `run` throws takes everything back. Throws ProblemError `unavailable` where
   * contention goes on, and an outage's own error.
   */
  apply<T>(ownerId: string, run: (tx: BatchTransaction) => Promise<T>): Promise<Applied<T>>
}

/** What a transaction answered, and where the store stands after it. */
export interface Applied<T> {
  value: T
  /** Null where nothing was written. */
  txid: string | null
  epoch: string
  /** Everything committed so far ends at or before it: a decimal number. */
  lsn: string
}

/** One transaction of one owner, who sees and writes its own rows alone. */
export interface BatchTransaction {
  /** Takes the locks, then reads and locks rows, each lock in one order for everybody. */
  read(wanted: Wanted): Promise<Found>
  /** Reads and locks the rows of a table, deleted or not, whose column holds one of these values. */
  find(table: string, column: string, values: readonly string[]): Promise<StoredRow[]>
  /** Throws WriteRefused where the store can't hold what is written; the transaction is over then. */
  write(rows: readonly RowChange[], entries: readonly LedgerEntry[]): Promise<void>
  /**
   * Runs what may be refused. False where a write in it was: all that it wrote is taken back, and the
   * transaction goes on.
   */
  attempt(run: () => Promise<void>): Promise<boolean>
  /** The pairs of works whose merge was undone. */
  parted(): Promise<Pair[]>
  /** The merges, not undone, that these works lost. */
  lostBy(workIds: readonly string[]): Promise<MergeRecord[]>
  /** Writes what merges did, over what was known of them. */
  keepMerges(records: readonly MergeRecord[]): Promise<void>
}

/** A row by its name. */
export interface RowName {
  table: string
  id: string
}

export interface Wanted {
  rows: readonly RowName[]
  /** Rows that are only pointed to. They are locked too: nobody merges one away meanwhile. */
  ends?: readonly RowName[]
  /** The ids of changes whose entries in the ledger are wanted. */
  changes?: readonly string[]
  /**
   * Identifiers of works: who names one keeps others waiting that name it too, so that no two make
   * the same work at the same time. Asked for are the live works that have one.
   */
  identifiers?: readonly Identifier[]
  /**
   * Whether others of this owner wait until the transaction is over. Only then may a second read
   * follow: nobody holds what it locks and waits for what this transaction has locked.
   */
  alone?: boolean
}

/** What there is of what was wanted. */
export interface Found {
  rows: { table: string; row: StoredRow }[]
  ends: (RowName & { mergedInto: string | null })[]
  entries: LedgerEntry[]
  /** The ids of the live works that have one of the identifiers. */
  sharing: string[]
}

/** More has to be read, or merged, than a batch has named: it has to be applied again, alone. */
export class NotAlone extends Error {
  override name = 'NotAlone'
}

/** The store can't hold what was to be written, and never will. */
export class WriteRefused extends Error {
  override name = 'WriteRefused'
}
