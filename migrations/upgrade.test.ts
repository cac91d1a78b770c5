import { runner } from 'node-pg-migrate'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createLog } from '../server/log.ts'
import { migrate } from '../server/migrate.ts'
import { createDatabase, type TestDatabase } from '../server/testing/database.ts'
import checksums from './checksums.json' with { type: 'json' }

/** The last migration of the first release: every later one has to come after it. */
const FIRST_RELEASE = '0040_publication'

let database: TestDatabase

beforeAll(async () => {
  database = await createDatabase({ migrated: false })
})

afterAll(() => database.drop())

async function migrateTo(last: string): Promise<void> {
  const dbClient = new pg.Client({ connectionString: database.url })
  await dbClient.connect()
  await runner({
    ...{ dbClient, dir: import.meta.dirname, migrationsTable: 'migrations', direction: 'up' },
    ignorePattern: String.raw`(?!\d{4}_[a-z0-9_]+\.sql$).*`,
    count: Object.keys(checksums).filter((file) => file <= `${last}.sql`).length,
    logger: { info: () => {}, warn: () => {}, error: console.error },
  })
  await dbClient.end()
}

it('F64 brings a database of the first release to the newest schema, with what is in it', async () => {
  await migrateTo(FIRST_RELEASE)
  const { pool } = database
  await pool.query(`WITH o AS (INSERT INTO owners (name) VALUES ('me') RETURNING id)
    INSERT INTO works (owner_id, id, title, rev, lww, created_at, updated_at, server_at)
    SELECT o.id, gen_random_uuid(), 'Kept', 1, repeat('0', 16), now(), now(), now() FROM o`)
  await migrate(database.url, createLog('silent'))
  expect((await pool.query('SELECT title FROM works')).rows).toEqual([{ title: 'Kept' }])
  expect((await pool.query('SELECT * FROM review_logs')).rows).toEqual([])
})
