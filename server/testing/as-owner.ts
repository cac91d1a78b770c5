import type { Pool, PoolClient } from 'pg'
import { transaction } from '../db.ts'
import { openingQuery } from '../writes/postgres/session.ts'

/** Runs one transaction with the rights that a batch of an owner has. */
export function asOwner<T>(
  pool: Pool,
  ownerId: string,
  run: (client: PoolClient) => Promise<T>,
): Promise<T> {
  return transaction(pool, async (client) => {
    await client.query(openingQuery(ownerId, { names: [], alone: false }))
    return run(client)
  })
}
