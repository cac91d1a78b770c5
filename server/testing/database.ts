import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject, vi } from 'vitest'
import { createPool } from '../db.ts'
import { createLog } from '../log.ts'
import { migrate } from '../migrate.ts'

export interface TestDatabase {
  url: string
  pool: pg.Pool
  drop(): Promise<void>
}

const TEMPLATE = 'migrated_template'

/** A database of its own for one test file; with the migrations applied unless told otherwise. */
export async function createDatabase({ migrated = true } = {}): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`
  await asAdmin(async (admin) => {
    if (migrated) await makeTemplate(admin)
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${migrated ? TEMPLATE : 'template1'}`)
  })
  const url = addressOf(name)
  const pool = createPool(url)
  const drop = async () => {
    await pool.end()
    await asAdmin((admin) => dropDatabase(admin, name))
  }
  return { url, pool, drop }
}

/** A replication slot is given back a moment after its connection has ended; until then nothing drops. */
async function dropDatabase(admin: pg.Client, name: string): Promise<void> {
  await vi.waitUntil(
    async () => {
      const active = 'SELECT 1 FROM pg_replication_slots WHERE database = $1 AND active'
      return (await admin.query(active, [name])).rowCount === 0
    },
    { timeout: 20_000 },
  )
  await admin.query(`DROP DATABASE ${name} WITH (FORCE)`)
}

/** Migrates once for all test files; whoever comes second waits for the first. */
async function makeTemplate(admin: pg.Client): Promise<void> {
  await admin.query('SELECT pg_advisory_lock(1)')
  const found = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [TEMPLATE])
  if (found.rowCount === 0) {
    const half = `${TEMPLATE}_half`
    await admin.query(`DROP DATABASE IF EXISTS ${half}`)
    await admin.query(`CREATE DATABASE ${half}`)
    await migrate(addressOf(half), createLog('silent'))
    await admin.query(`ALTER DATABASE ${half} RENAME TO ${TEMPLATE}`)
  }
  await admin.query('SELECT pg_advisory_unlock(1)')
}

async function asAdmin<T>(run: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: addressOf('postgres') })
  await admin.connect()
  try {
    return await run(admin)
  } finally {
    await admin.end()
  }
}

function addressOf(database: string): string {
  const url = new URL(inject('postgresUrl'))
  url.pathname = `/${database}`
  return url.href
}
