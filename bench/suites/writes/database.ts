import type { Pool } from 'pg'
import pg from 'pg'
import { ownerNamed } from '../../../server/auth/owner-named.ts'
import { createPool } from '../../../server/db.ts'
import { createLog } from '../../../server/log.ts'
import { migrate } from '../../../server/migrate.ts'
import type { TestPostgres } from '../../../server/testing/postgres.ts'

/** A migrated database of its own. */
export interface BenchDatabase {
  url: string
  pool: Pool
  /** The id of an owner, who is made when there is none. */
  owner(name: string): Promise<string>
}

/** Makes a database in a Postgres and uses it as long as `run` runs. */
export async function withDatabase<T>(
  postgres: TestPostgres,
  name: string,
  run: (database: BenchDatabase) => Promise<T>,
): Promise<T> {
  await asAdmin(postgres.url, `CREATE DATABASE ${name}`)
  const url = new URL(postgres.url)
  url.pathname = `/${name}`
  await migrate(url.href, createLog('silent'))
  const pool = createPool(url.href)
  try {
    const owner = async (called: string) => (await ownerNamed(pool, called)).id
    return await run({ url: url.href, pool, owner })
  } finally {
    await pool.end()
  }
}

async function asAdmin(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(sql)
  await client.end()
}
