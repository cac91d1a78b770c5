import type { Pool } from 'pg'
import { transaction } from '../db.ts'

/** Rows that one transaction of the upkeep touches: nobody waits long for it. */
export const BATCH_ROWS = 500

/** Any number that nothing else in this database locks: ASCII for "upkeep". */
const UPKEEP_LOCK = 0x75706b656570

/**
 * Runs a statement until it finds nothing more to do, a small transaction each time; answers how many
 * rows it touched. `$1` is how many it may touch. It leaves off where the signal aborts, or another
 * server is at it.
 */
export async function inBatches(
  pool: Pool,
  statement: string,
  values: unknown[],
  signal?: AbortSignal,
): Promise<number> {
  let touched = 0
  while (!signal?.aborted) {
    const batch = await oneBatch(pool, statement, values)
    touched += batch
    if (batch < BATCH_ROWS) break
  }
  return touched
}

async function oneBatch(pool: Pool, statement: string, values: unknown[]): Promise<number> {
  return transaction(pool, async (client) => {
    const lock = await client.query('SELECT pg_try_advisory_xact_lock($1) AS mine', [UPKEEP_LOCK])
    if (!lock.rows[0].mine) return 0
    const { rowCount } = await client.query(statement, [BATCH_ROWS, ...values])
    return rowCount ?? 0
  })
}
