import type pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createPool } from '../../db.ts'
import { createLog } from '../../log.ts'
import { startEngine } from './engine.ts'
import { ask, askAll, valuesOf } from './testing/ask.ts'
import { type BareEngine, startBareEngine } from './testing/bare-engine.ts'
import { expectRight, ORACLE_CHUNK_BYTES, ORACLE_SIZE, SEED } from './testing/oracle/right.ts'
import { runOracle } from './testing/oracle/run.ts'
import { makeTables } from './testing/oracle/tables.ts'
import { type OwnPostgres, startOwnPostgres } from './testing/own-postgres.ts'

let postgres: OwnPostgres
let pool: pg.Pool
let engine: BareEngine

beforeAll(async () => {
  postgres = await startOwnPostgres()
  pool = createPool(postgres.url)
  await makeTables(pool)
  engine = await startBareEngine(postgres.url, { chunkBytes: ORACLE_CHUNK_BYTES })
})
afterAll(async () => {
  await engine.close()
  await pool.end()
  await postgres.remove()
})

it('ends its shapes when Postgres dies, says so until it is back, and serves them anew', async () => {
  const table = 'notes'
  const { handle, offset } = await askAll(engine.url, { table })
  const live = ask(engine.url, { table, handle, offset, live: 'true' })
  await postgres.crash()
  expect((await live).status).toBe(503)
  const away = await ask(engine.url, { table, offset: '-1' })
  expect(away).toMatchObject({ status: 503, headers: { 'retry-after': '1' } })
  await postgres.start()
  await expect.poll(async () => (await ask(engine.url, { table, offset: '-1' })).status).toBe(200)
  const again = await askAll(engine.url, { table })
  expect(again.handle).not.toBe(handle)
  const readOn = await ask(engine.url, { table, handle, offset, live: 'true' })
  expect([readOn.status, readOn.handle]).toEqual([409, again.handle])
  expect(valuesOf(again)).toHaveLength(200)
})

it('answers 503 where there is no database', async () => {
  const log = createLog('silent')
  const databaseUrl = 'postgres://nobody@127.0.0.1:1/none'
  const alone = startEngine({ databaseUrl, publication: 'none', log })
  const params = new URLSearchParams({ table: 'notes', offset: '-1' })
  const answer = await alone.answer(params, new AbortController().signal)
  expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '1' } })
  await alone.close()
})

it('gives every shape its rows after a crash and a restart of Postgres', async () => {
  const ends = [postgres.crash, postgres.stop]
  const report = await runOracle({
    ...ORACLE_SIZE,
    databaseUrl: postgres.url,
    pool,
    shapesUrl: engine.url,
    seed: SEED + 2,
    disturb: {
      times: ends.length,
      act: async () => {
        await ends.shift()?.()
        await postgres.start()
      },
    },
  })
  expectRight(report)
  expect(report.refetches).toBeGreaterThan(0)
})
