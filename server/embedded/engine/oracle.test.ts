import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPool } from '../../db.ts'
import { createDatabase } from '../../testing/database.ts'
import { type BareEngine, startBareEngine } from './testing/bare-engine.ts'
import { type OracleOptions, type OracleReport, runOracle } from './testing/oracle/run.ts'
import { makeTables } from './testing/oracle/tables.ts'
import { type OwnPostgres, startOwnPostgres } from './testing/own-postgres.ts'

const seed = Date.now() % 1_000_000
const CHUNK_BYTES = 20_000

type Run = (options: Partial<OracleOptions>) => Promise<OracleReport>

function runOn(databaseUrl: string, pool: pg.Pool, engine: BareEngine): Run {
  const common = { databaseUrl, pool, shapesUrl: engine.url, seed, writers: 8, shapes: 40 }
  return (options) => runOracle({ ...common, writeMs: 3_000, settleMs: 15_000, ...options })
}

function expectRight(report: OracleReport): void {
  expect(report, `seed ${seed}`).toMatchObject({ anomalies: [], mismatches: [] })
  expect(report.committed).toBeGreaterThan(20)
}

describe('on a database that stays', () => {
  let engine: BareEngine
  let run: Run
  let drop: () => Promise<void>

  beforeAll(async () => {
    const database = await createDatabase({ migrated: false })
    drop = database.drop
    await makeTables(database.pool)
    engine = await startBareEngine(database.url, { chunkBytes: CHUNK_BYTES })
    run = runOn(database.url, database.pool, engine)
  })
  afterAll(async () => {
    await engine.close()
    await drop()
  })

  it('gives every shape exactly its rows while eight writers write', async () => {
    const report = await run({ seed })
    expectRight(report)
    expect(report).toMatchObject({ refetches: 0, errors: [] })
  })

  it('gives every shape its rows when the engine is started again in between', async () => {
    const report = await run({ seed: seed + 1, disturb: { times: 2, act: engine.restart } })
    expectRight(report)
    expect(report.refetches).toBeGreaterThan(0)
  })
})

describe('on a Postgres that dies', () => {
  let postgres: OwnPostgres
  let pool: pg.Pool
  let engine: BareEngine

  beforeAll(async () => {
    postgres = await startOwnPostgres()
    pool = createPool(postgres.url)
    await makeTables(pool)
    engine = await startBareEngine(postgres.url, { chunkBytes: CHUNK_BYTES })
  })
  afterAll(async () => {
    await engine.close()
    await pool.end()
    await postgres.stop()
  })

  it('gives every shape its rows after a crash and a restart of Postgres', async () => {
    const acts = [postgres.crash, postgres.restart]
    const act = async () => acts.shift()?.()
    const run = runOn(postgres.url, pool, engine)
    const report = await run({ seed: seed + 2, disturb: { times: 2, act } })
    expectRight(report)
    expect(report.refetches).toBeGreaterThan(0)
  })
})
