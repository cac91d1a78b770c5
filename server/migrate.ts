import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { runner } from 'node-pg-migrate'
import pg from 'pg'
import { CannotStart } from './cannot-start.ts'
import type { Log } from './log.ts'

const MIGRATIONS = join(import.meta.dirname, '../migrations')

/** Everything in the folder that is no migration (`0010_works.sql` is one). */
const NOT_A_MIGRATION = String.raw`(?!\d{4}_[a-z0-9_]+\.sql$).*`

/**
 * Brings a database to the newest schema, all of it or nothing, and resolves to the names of the
 * migrations that ran. Whoever comes at the same time waits for the first. Throws CannotStart for a
 * database that a newer server has migrated, else what Postgres says.
 */
export async function migrate(databaseUrl: string, log: Log): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'deeprecall' })
  await client.connect()
  try {
    await refuseNewer(client)
    const ran = await runner({
      dbClient: client,
      dir: MIGRATIONS,
      ignorePattern: NOT_A_MIGRATION,
      migrationsTable: 'migrations',
      direction: 'up',
      advisoryLockMode: 'wait',
      singleTransaction: true,
      logger: quiet(log),
    })
    if (ran.length > 0) log.info({ migrations: ran.map(({ name }) => name) }, 'database migrated')
    return ran.map(({ name }) => name)
  } finally {
    // Waits until the connection is really gone, so that the database can be renamed or dropped.
    await client.end()
  }
}

async function refuseNewer(client: pg.Client): Promise<void> {
  const found = await client.query(`SELECT to_regclass('migrations') IS NOT NULL AS migrated`)
  if (!found.rows[0].migrated) return
  const files = new Set(await readdir(MIGRATIONS))
  const { rows } = await client.query<{ name: string }>('SELECT name FROM migrations')
  if (rows.every(({ name }) => files.has(`${name}.sql`))) return
  throw new CannotStart('This database was made by a newer DeepRecall server. Update this server.')
}

/** The runner tells every file it looks at; only what went wrong is worth a line. */
function quiet(log: Log) {
  return {
    info: () => undefined,
    warn: (message: string) => log.warn(message),
    error: (message: string) => log.error(message),
  }
}
