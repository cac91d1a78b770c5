import type { PoolClient, QueryConfig } from 'pg'
import { BEGIN } from '../../db.ts'
import { codeOf } from '../../error-code.ts'
import type { LedgerEntry } from '../ledger.ts'
import type { Pair } from '../merging/finder.ts'
import type { MergeRecord } from '../merging/record.ts'
import type { RowChange, StoredRow } from '../rules/rows.ts'
import {
  type Applied,
  type BatchTransaction,
  type Found,
  type Wanted,
  WriteRefused,
} from '../store.ts'
import { foundIn } from './found.ts'
import { Line } from './line.ts'
import { keepMergesQuery, lostByQuery, PARTED } from './merges-query.ts'
import { findQuery, type ReadRow, readQuery } from './read-query.ts'
import { type Locks, openingQuery, POSITION } from './session.ts'
import { prepared } from './statement-names.ts'
import { storedRow } from './stored-row.ts'
import { writeQuery } from './write-query.ts'

/**
 * SQLSTATE classes and codes of a value that can't be stored: data exception, integrity violation,
 * insufficient privilege, program limit exceeded. A unique violation is another transaction's doing.
 */
const REFUSED = /^(22...|23(?!505)...|42501|54...)$/

const NONE: Locks = { names: [], alone: false }

/** A transaction that begins with its first read. What it has written is heard of when it ends. */
export class PostgresTransaction implements BatchTransaction {
  readonly #line: Line
  readonly #ownerId: string
  #begun = false
  txid: string | null = null

  constructor(client: PoolClient, ownerId: string) {
    this.#line = new Line(client)
    this.#ownerId = ownerId
  }

  async read(wanted: Wanted): Promise<Found> {
    this.#begin({ names: wanted.identifiers ?? [], alone: wanted.alone ?? false })
    const query = readQuery(this.#ownerId, wanted)
    return foundIn(query === undefined ? [] : await this.#rows<ReadRow>(query))
  }

  async find(table: string, column: string, values: readonly string[]): Promise<StoredRow[]> {
    this.#begin()
    const query = findQuery(this.#ownerId, table, column, values)
    const rows = await this.#rows<{ content: Record<string, unknown> }>(query)
    return rows.map(({ content }) => storedRow(table, content))
  }

  async write(rows: readonly RowChange[], entries: readonly LedgerEntry[]): Promise<void> {
    const query = writeQuery(this.#ownerId, rows, entries)
    if (query === undefined) return
    this.#begin()
    this.#line.post<{ txid: string }>(
      query,
      (answer) => {
        this.txid = answer.rows[0]?.txid ?? null
      },
      (error) => (REFUSED.test(codeOf(error)) ? new WriteRefused(codeOf(error)) : error),
    )
  }

  async attempt(run: () => Promise<void>): Promise<boolean> {
    this.#begin()
    this.#line.post('SAVEPOINT attempt')
    try {
      await run()
      await this.#line.ask('RELEASE SAVEPOINT attempt')
      return true
    } catch (error) {
      if (!(error instanceof WriteRefused)) throw error
      this.#line.forgive()
      await this.#line.ask('ROLLBACK TO SAVEPOINT attempt; RELEASE SAVEPOINT attempt')
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

  /** Commits what was begun, and answers where the database stands after it. */
  async end(): Promise<Position> {
    if (this.#begun) {
      this.#line.post('COMMIT', ({ command }) => {
        // What failed before it is told before; Postgres answers ROLLBACK where it could not commit.
        if (command !== 'COMMIT') throw new Error('The transaction was not committed')
      })
    }
    const [position] = await this.#rows<Position>(prepared(POSITION, []))
    if (position === undefined) throw new Error('Migration 0001 has made the server state')
    return position
  }

  /** The first read takes the locks of the whole transaction. */
  #begin(locks: Locks = NONE): void {
    if (this.#begun) return
    this.#line.post(BEGIN)
    this.#line.post(openingQuery(this.#ownerId, locks))
    this.#begun = true
  }

  async #rows<R extends object>(query: QueryConfig): Promise<R[]> {
    return (await this.#line.ask<R>(query)).rows
  }
}

/** Where the database stands. */
type Position = Pick<Applied<unknown>, 'epoch' | 'lsn'>
