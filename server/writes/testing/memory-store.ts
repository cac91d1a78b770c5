import type { LedgerEntry } from '../ledger.ts'
import type { MergeRecord } from '../merging/record.ts'
import type { StoredRow } from '../rules/rows.ts'
import type { Applied, BatchTransaction, Store } from '../store.ts'
import { MemoryLibrary } from './memory-library.ts'
import { MemoryTransaction } from './memory-transaction.ts'

/** A store in memory that behaves as `postgresStore` does, for tests that run thousands of batches. */
export interface MemoryStore extends Store {
  /** The rows of an owner, deleted or not, by table and id. */
  rows(ownerId: string): { table: string; row: StoredRow }[]
  /** What became of an owner's changes, by their ids. */
  ledger(ownerId: string): LedgerEntry[]
  /** What merges did, undone ones too. */
  merges(ownerId: string): MergeRecord[]
}

export interface MemoryOptions {
  epoch?: string
  /** Whether a row is one that a database's constraints would refuse; none is, unless told. */
  refuses?: (table: string, row: StoredRow) => boolean
}

/** Transactions run one after the other: nobody is ever in another's way. */
export function memoryStore({
  epoch = crypto.randomUUID(),
  refuses = () => false,
}: MemoryOptions = {}): MemoryStore {
  const libraries = new Map<string, MemoryLibrary>()
  const of = (ownerId: string) => libraries.get(ownerId) ?? new MemoryLibrary()
  let position = 0
  let turn: Promise<unknown> = Promise.resolve()

  async function applyOnce<T>(
    ownerId: string,
    run: (tx: BatchTransaction) => Promise<T>,
  ): Promise<Applied<T>> {
    const tx = new MemoryTransaction(of(ownerId), refuses)
    const value = await run(tx)
    if (tx.wrote) position++
    libraries.set(ownerId, tx.library)
    return { value, txid: tx.wrote ? String(position) : null, epoch, lsn: String(position) }
  }

  return {
    apply: (ownerId, run) => {
      const applied = turn.then(() => applyOnce(ownerId, run))
      turn = applied.catch(() => undefined) // whoever asked is told
      return applied
    },
    rows: (ownerId) => of(ownerId).sorted(),
    ledger: (ownerId) => of(ownerId).entries(),
    merges: (ownerId) => of(ownerId).merges(),
  }
}
