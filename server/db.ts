import pg from 'pg'
import { codeOf } from './error-code.ts'
import type { Log } from './log.ts'

/** How many connections a server holds at most; Postgres' default limit is 100 for everyone. */
const POOL_SIZE = 20
const CONNECT_TIMEOUT_MS = 5_000

/** Connections to Postgres; one that breaks, idle or in use, is replaced, not an uncaught exception. */
export function createPool(databaseUrl: string, log?: Log): pg.Pool {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: POOL_SIZE,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: 'deeprecall',
    // A batch sends its statements without waiting for each answer; it costs nobody else anything.
    pipeline: true,
  })
  const lost = (error: Error) => log?.debug({ error: error.message }, 'connection lost')
  pool.on('error', lost)
  // While one is in use the pool doesn't listen: whoever uses it learns it from the query as well.
  pool.on('connect', (client) => client.on('error', lost))
  return pool
}

/**
 * How every transaction begins, whatever this database's default is: each statement sees what was
 * committed before it, so that who waited for a lock sees what its holder did.
 */
export const BEGIN = 'BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE'

/** SQLSTATE classes and codes that say: no connection, no room, shutting down or starting up. */
const OUTAGE = /^(08...|53...|57P0[1-3]|ECONN(REFUSED|RESET)|EPIPE|ENOTFOUND|ETIMEDOUT)$/

/** The failures that pg reports in words alone; the last is a statement on a connection that has just gone. */
const OUTAGE_WORDS =
  /^(timeout exceeded when trying to connect|Connection terminated|Client .* is not queryable$)/

/** Whether an error says that Postgres can't be reached right now, whatever was asked of it. */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return OUTAGE.test(codeOf(error)) || OUTAGE_WORDS.test(error.message)
}

/** Runs one transaction with the server's own rights. */
export async function transaction<T>(
  pool: pg.Pool,
  run: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  return withClient(pool, async (client) => {
    await client.query(BEGIN)
    const result = await run(client)
    await client.query('COMMIT')
    return result
  })
}

/** Runs something on a connection; what it throws rolls back whatever it had begun. */
export async function withClient<T>(
  pool: pg.Pool,
  run: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  try {
    const result = await run(client)
    client.release()
    return result
  } catch (error) {
    await rollBack(client)
    throw error
  }
}

async function rollBack(client: pg.PoolClient): Promise<void> {
  try {
    await client.query('ROLLBACK')
    client.release()
  } catch {
    // The connection is broken; the transaction went with it, and the pool must not reuse it.
    client.release(true)
  }
}
