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
 * Runs one transaction as an owner: with the rights of `deeprecall_app`, so that row-level security
 * shows that owner's rows alone. What `run` throws rolls back and is thrown on.
 */
export async function asOwner<T>(
  pool: pg.Pool,
  ownerId: string,
  run: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  return transaction(pool, async (client) => {
    await client.query(
      `SELECT set_config('role', 'deeprecall_app', true),
                               set_config('app.owner', $1, true),
                               set_config('statement_timeout', '5s', true),
                               set_config('lock_timeout', '2s', true)`,
      [ownerId],
    )
    return run(client)
  })
}

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
    await client.query('BEGIN')
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
