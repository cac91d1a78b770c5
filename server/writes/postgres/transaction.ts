import type { PoolClient, QueryConfig } from 'pg'
import { codeOf } from '../../error-code.ts'
import type { LedgerEntry } from '../ledger.ts'
import type { Pair } from '../merging/finder.ts'
import type { MergeRecord } from '../merging/record.ts'
import type { RowChange, StoredRow } from '../rules/rows.ts'
import { type BatchTransaction, type Found, type Wanted, WriteRefused } from '../store.ts'
import { foundIn } from './found.ts'
import { keepMergesQuery, lostByQuery, PARTED } from './merges-query.ts'
import { findQuery, type ReadRow, readQuery } from './read-query.ts'
import { type Locks, openingText } from './session.ts'
import { storedRow } from './stored-row.ts'
import { writeQuery } from './write-query.ts'

/**
 * SQLSTATE classes and codes of a value that can't be stored: data exception, integrity violation,
 * insufficient privilege, program limit exceeded. A unique violation is another transaction's doing.
 */
const REFUSED = /^(22...|23(?!505)...|42501|54...)$/

const NONE: Locks = { names: [], alone: false }

/** A transaction that begins with its first read. */
export class PostgresTransaction implements BatchTransaction {
  readonly #client: PoolClient
  readonly #ownerId: string
  begun = false
  txid: string | null = null

  constructor(client: PoolClient, ownerId: string) {
    this.#client = client
    this.#ownerId = ownerId
  }

  async read(wanted: Wanted): Promise<Found> {
    await this.#begin({ names: wanted.identifiers ?? [], alone: wanted.alone ?? false })
    const query = readQuery(this.#ownerId, wanted)
    return foundIn(query === undefined ? [] : await this.#rows<ReadRow>(query))
  }

  async find(table: string, column: string, values: readonly string[]): Promise<StoredRow[]> {
    await this.#begin()
    const query = findQuery(this.#ownerId, table, column, values)
    const rows = await this.#rows<{ content: Record<string, unknown> }>(query)
    return rows.map(({ content }) => storedRow(table, content))
  }

  async write(rows: readonly RowChange[], entries: readonly LedgerEntry[]): Promise<void> {
    const query = writeQuery(this.#ownerId, rows, entries)
    if (query === undefined) return
    await this.#begin()
    try {
      const [written] = await this.#rows<{ txid: string }>(query)
      this.txid = written?.txid ?? null
    } catch (error) {
      throw REFUSED.test(codeOf(error)) ? new WriteRefused(codeOf(error)) : error
    }
  }

  async attempt(run: () => Promise<void>): Promise<boolean> {
    await this.#begin()
    await this.#client.query('SAVEPOINT attempt')
    try {
      await run()
      await this.#client.query('RELEASE SAVEPOINT attempt')
      return true
    } catch (error) {
      if (!(error instanceof WriteRefused)) throw error
      await this.#client.query('ROLLBACK TO SAVEPOINT attempt')
      return false
    }
  }

  async parted(): Promise<Pair[]> {
    const query = { text: PARTED, values: [this.#ownerId] }
    const pairs = await this.#rows<Pick<MergeRecord, 'loser_id' | 'survivor_id'>>(query)
    return pairs.map(({ loser_id, survivor_id }) => [loser_id, survivor_id])
  }

  async lostBy(workIds: readonly string[]): Promise<MergeRecord[]> {
    const found = await this.#rows<{ record: MergeRecord }>(lostByQuery(this.#ownerId, workIds))
    return found.map(({ record }) => ({ ...record, at: new Date(record.at).toISOString() }))
  }

  async keepMerges(records: readonly MergeRecord[]): Promise<void> {
    await this.#rows(keepMergesQuery(this.#ownerId, records))
  }

  /** The first read takes the locks of the whole transaction. */
  async #begin(locks: Locks = NONE): Promise<void> {
    if (this.begun) return
    await this.#client.query(openingText(this.#ownerId, locks))
    this.begun = true
  }

  async #rows<R extends object>(query: QueryConfig): Promise<R[]> {
    return (await this.#client.query<R>(query)).rows
  }
}
