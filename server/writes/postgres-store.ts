import type { Pool } from 'pg'
import { withClient } from '../db.ts'
import { untilThrough } from './attempts.ts'
import { PostgresTransaction } from './postgres/transaction.ts'
import type { Store } from './store.ts'

/** Rows and ledger in Postgres: two round trips for a batch, opening and read, write and commit. */
export function postgresStore(pool: Pool): Store {
  return {
    apply: (ownerId, run) =>
      untilThrough(() =>
        withClient(pool, async (client) => {
          const tx = new PostgresTransaction(client, ownerId)
          const value = await run(tx)
          const position = await tx.end()
          return { value, txid: tx.txid, ...position }
        }),
      ),
  }
}
