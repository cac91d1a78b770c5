import { afterAll, beforeAll, expect, it } from 'vitest'
import { createDatabase, type TestDatabase } from '../../testing/database.ts'
import { type BareEngine, startBareEngine } from './testing/bare-engine.ts'
import { expectRight, ORACLE_CHUNK_BYTES, ORACLE_SIZE, SEED } from './testing/oracle/right.ts'
import { type OracleOptions, runOracle } from './testing/oracle/run.ts'
import { makeTables } from './testing/oracle/tables.ts'

let database: TestDatabase
let engine: BareEngine

beforeAll(async () => {
  database = await createDatabase({ migrated: false })
  await makeTables(database.pool)
  engine = await startBareEngine(database.url, { chunkBytes: ORACLE_CHUNK_BYTES })
})
afterAll(async () => {
  await engine.close()
  await database.drop()
})

function run(options: Pick<OracleOptions, 'seed' | 'disturb'>) {
  const { pool, url } = database
  return runOracle({ ...ORACLE_SIZE, databaseUrl: url, pool, shapesUrl: engine.url, ...options })
}

it('gives every shape exactly its rows while eight writers write', async () => {
  const report = await run({ seed: SEED })
  expectRight(report)
  expect(report).toMatchObject({ refetches: 0, errors: [] })
})

it('gives every shape its rows when the engine is started again in between', async () => {
  const report = await run({ seed: SEED + 1, disturb: { times: 2, act: engine.restart } })
  expectRight(report)
  expect(report.refetches).toBeGreaterThan(0)
})
