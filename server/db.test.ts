import { afterAll, beforeAll, expect, it } from 'vitest'
import { isOutage, transaction } from './db.ts'
import { createDatabase, type TestDatabase } from './testing/database.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createDatabase({ migrated: false })
  await database.pool.query('CREATE TABLE notes (body text)')
})

afterAll(() => database.drop())

it('rolls a transaction back and gives the connection back when its body throws', async () => {
  const failing = transaction(database.pool, async (client) => {
    await client.query(`INSERT INTO notes VALUES ('lost')`)
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  expect((await database.pool.query('SELECT * FROM notes')).rowCount).toBe(0)
  expect(database.pool.idleCount).toBe(database.pool.totalCount)
})

it('throws where a connection is cut within a transaction, and goes on with another', async () => {
  const cut = transaction(database.pool, (client) =>
    client.query('SELECT pg_terminate_backend(pg_backend_pid())'),
  )
  await expect(cut).rejects.toThrow()
  expect((await database.pool.query('SELECT 1')).rowCount).toBe(1)
})

it('calls it an outage when a connection is cut, then and for each statement after', async () => {
  const errors: unknown[] = []
  const cut = transaction(database.pool, async (client) => {
    const ask = (sql: string) => client.query(sql).catch((error) => errors.push(error))
    await ask('SELECT pg_terminate_backend(pg_backend_pid())')
    await expect.poll(() => ask('SELECT 1').then(() => String(errors.at(-1)))).toMatch('queryable')
    throw errors.at(-1)
  })
  await expect(cut).rejects.toThrow('is not queryable')
  expect(errors.filter((error) => !isOutage(error))).toEqual([])
})

it('runs on a Postgres that streams logical changes', async () => {
  const { rows } = await database.pool.query('SHOW wal_level')
  expect(rows).toEqual([{ wal_level: 'logical' }])
})
