import { randomBytes } from 'node:crypto'
import type { Pool } from 'pg'
import { afterEach, expect, it } from 'vitest'
import { createPool } from './db.ts'
import { createLog } from './log.ts'
import { migrate } from './migrate.ts'
import { asOwner } from './testing/as-owner.ts'
import { createDatabase, type TestDatabase } from './testing/database.ts'

const log = createLog('silent')
let database: TestDatabase

afterEach(() => database.drop())

it('F64 migrates an empty database, and does nothing the second time', async () => {
  database = await createDatabase({ migrated: false })
  const ran = await migrate(database.url, log)
  expect(ran).toEqual(expect.arrayContaining(['0001_owners', '0010_works', '0034_apply_units']))
  expect(await migrate(database.url, log)).toEqual([])
  const { rows } = await database.pool.query('SELECT epoch FROM server_state')
  expect(rows).toEqual([{ epoch: expect.stringMatching(/^[0-9a-f-]{36}$/) }])
})

it('F64 lets several servers start at once: one migrates, the others wait for it', async () => {
  database = await createDatabase({ migrated: false })
  const { url } = database
  const ran = await Promise.all(Array.from({ length: 4 }, () => migrate(url, log)))
  expect(ran.filter((names) => names.length > 0)).toHaveLength(1)
})

it('leaves nothing behind when a migration fails', async () => {
  database = await createDatabase({ migrated: false })
  const { pool, url } = database
  await pool.query('CREATE TABLE assets (in_the_way int)')
  await expect(migrate(url, log)).rejects.toThrow(/assets/)
  expect((await pool.query(`SELECT to_regclass('works') AS works`)).rows).toEqual([{ works: null }])
  await pool.query('DROP TABLE assets')
  expect((await migrate(url, log)).length).toBeGreaterThan(0)
})

it('refuses a database that a newer server made, in one sentence', async () => {
  database = await createDatabase()
  await database.pool.query(`INSERT INTO migrations (name, run_on) VALUES ('9999_future', now())`)
  await expect(migrate(database.url, log)).rejects.toThrow(/newer DeepRecall server. Update/)
})

it('needs no superuser: a user who may create roles is enough, also as the app', async () => {
  database = await createDatabase({ migrated: false })
  const name = `plain_${randomBytes(4).toString('hex')}`
  const { pathname } = new URL(database.url)
  await database.pool.query(`CREATE ROLE ${name} LOGIN PASSWORD 'plain' CREATEROLE`)
  await database.pool.query(`ALTER DATABASE ${pathname.slice(1)} OWNER TO ${name}`)
  await letIn(database.pool, name)
  const url = Object.assign(new URL(database.url), { username: name, password: 'plain' }).href
  await migrate(url, log)
  const pool = createPool(url)
  try {
    const { rows } = await pool.query(`INSERT INTO owners (name) VALUES ('me') RETURNING id`)
    const seen = await asOwner(pool, rows[0].id, (client) => client.query('SELECT * FROM works'))
    expect(seen.rows).toEqual([])
  } finally {
    await pool.end()
    await database.drop()
    database = await createDatabase({ migrated: false })
    await database.pool.query(`DROP OWNED BY ${name}; DROP ROLE ${name}`)
  }
})

/** The role is the cluster's, made by whoever came first: that one lets others in. */
async function letIn(pool: Pool, name: string): Promise<void> {
  const { rowCount } = await pool.query(`SELECT 1 FROM pg_roles WHERE rolname = 'deeprecall_app'`)
  if (rowCount === 1) await pool.query(`GRANT deeprecall_app TO ${name}`)
}
