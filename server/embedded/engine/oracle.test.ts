import { afterAll, beforeAll, expect, it } from 'vitest'
import { createDatabase, type TestDatabase } from '../../testing/database.ts'
import { type BareEngine, startBareEngine } from './testing/bare-engine.ts'
import { runOracle } from './testing/oracle/run.ts'
import { makeTables } from './testing/oracle/tables.ts'

const seed = Number(process.env.ORACLE_SEED ?? Date.now() % 1_000_000)
const scale = Number(process.env.ORACLE_SCALE ?? 1)

let database: TestDatabase
let engine: BareEngine

beforeAll(async () => {
  database = await createDatabase({ migrated: false })
  await makeTables(database.pool)
  engine = await startBareEngine(database.url, { chunkBytes: 20_000 })
})
afterAll(async () => {
  await engine.close()
  await database.drop()
})

const common = () => ({
  databaseUrl: database.url,
  pool: database.pool,
  shapesUrl: engine.url,
  writers: 8,
  shapes: 40,
  settleMs: 10_000,
})

it('gives every shape exactly its rows while eight writers write', async () => {
  const report = await runOracle({ ...common(), seed, writeMs: 4_000 * scale })
  console.log(seed, report)
  expect(report).toMatchObject({ anomalies: [], mismatches: [], refetches: 0 })
  expect(report.committed).toBeGreaterThan(100)
})
