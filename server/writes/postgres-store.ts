import type { Pool, PoolClient } from 'pg'
import { withClient } from '../db.ts'
import { untilThrough } from './attempts.ts'
import { CLOSING_TEXT, POSITION_TEXT } from './postgres/session.ts'
import { PostgresTransaction } from './postgres/transaction.ts'
import type { Applied, BatchTransaction, Store } from './store.ts'

/** Rows and ledger in Postgres: four round trips for a batch. */
export function postgresStore(pool: Pool): Store {
  return {
    apply: (ownerId, run) =>
      untilThrough(() => withClient(pool, (client) => applyOnce(client, ownerId, run))),
  }
}

async function applyOnce<T>(
  client: PoolClient,
  ownerId: string,
  run: (tx: BatchTransaction) => Promise<T>,
): Promise<Applied<T>> {
  const tx = new PostgresTransaction(client, ownerId)
  const value = await run(tx)
  return { value, txid: tx.txid, ...(await close(client, tx.begun)) }
}

type Position = Pick<Applied<unknown>, 'epoch' | 'lsn'>

/** Commits what was begun, and answers where the database stands after it. */
async function close(client: PoolClient, begun: boolean): Promise<Position> {
  const answer: unknown = await client.query(begun ? CLOSING_TEXT : POSITION_TEXT)
  const results = [answer].flat() as { command: string; rows: Position[] }[] // one a statement
  // What failed before is thrown before; a transaction that can't be committed answers otherwise.
  if (begun && results[0]?.command !== 'COMMIT')
    throw new Error('The transaction was not committed')
  const [position] = results.at(-1)?.rows ?? []
  if (position === undefined) throw new Error('Migration 0001 has made the server state')
  return position
}
