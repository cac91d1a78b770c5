import { afterAll, beforeAll, expect, it } from 'vitest'
import { createDatabase, type TestDatabase } from '../database.ts'
import { fuzz } from './fuzz.ts'

const SLOW_MS = 300_000
const randomSeed = Math.floor(Math.random() * 2 ** 31)

let database: TestDatabase

beforeAll(async () => {
  database = await createDatabase()
})

afterAll(() => database.drop())

it.each([
  [500, 1],
  [200, randomSeed],
])(
  'B1 answers %i generated requests of seed %i well, and does somebody else no harm',
  async (bodies, seed) => {
    const { failure, statuses } = await fuzz(database, { bodies, seed })
    expect(failure).toBeUndefined()
    expect(statuses[200]).toBeGreaterThan(bodies / 5)
  },
  SLOW_MS,
)
