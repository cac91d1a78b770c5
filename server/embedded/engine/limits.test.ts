import { afterAll, beforeAll, expect, it } from 'vitest'
import { ask, askAll, valuesOf } from './testing/ask.ts'
import { startWorld, type World } from './testing/world.ts'

const COLUMNS = 'id int PRIMARY KEY, owner text, big text'

let world: World

beforeAll(async () => {
  world = await startWorld({ logBytes: 20_000, transactionBytes: 200_000, chunkBytes: 1_000 })
})
afterAll(() => world.close())

it('makes readers begin again where a log is full, with the rows as they are', async () => {
  const table = await world.makeTable(COLUMNS)
  const first = await askAll(world.url, { table })
  await world.pool.query(`INSERT INTO ${table} SELECT n, 'a' FROM generate_series(1, 300) n`)
  await expect
    .poll(
      async () => (await ask(world.url, { table, handle: first.handle, offset: '0_inf' })).status,
    )
    .toBe(409)
  const again = await askAll(world.url, { table })
  expect(again.handle).not.toBe(first.handle)
  expect(valuesOf(again)).toHaveLength(300)
})

it('ends the shapes of a transaction too large to be followed, and no others', async () => {
  const table = await world.makeTable(COLUMNS)
  const { handle } = await askAll(world.url, { table })
  const other = await world.makeTable(COLUMNS)
  const untouched = await askAll(world.url, { table: other })
  await world.pool.query(`INSERT INTO ${table} SELECT n, 'a' FROM generate_series(1, 9000) n`)
  await expect
    .poll(async () => (await ask(world.url, { table, handle, offset: '0_inf' })).status)
    .toBe(409)
  expect(valuesOf(await askAll(world.url, { table }))).toHaveLength(9000)
  const { status } = await ask(world.url, {
    table: other,
    handle: untouched.handle,
    offset: '0_inf',
  })
  expect(status).toBe(200)
})

it('gives a log in parts of which only the last is up to date', async () => {
  const table = await world.makeTable(COLUMNS)
  const { handle } = await askAll(world.url, { table })
  for (let id = 1; id <= 20; id++)
    await world.pool.query(`INSERT INTO ${table} VALUES ($1, $2)`, [id, 'o'.repeat(100)])
  const ids: string[] = []
  let parts = 0
  for (let offset = '0_inf'; ids.length < 20; parts++) {
    const part = await ask(world.url, { table, handle, offset })
    offset = part.offset
    ids.push(...valuesOf(part).map(({ id }) => id ?? ''))
  }
  expect(ids).toEqual(Array.from({ length: 20 }, (_, index) => String(index + 1)))
  expect(parts).toBeGreaterThan(2)
})

/** Asking keeps a shape alive: less often than it takes to be idle. */
const LATER = { interval: 600 }

it('ends a shape that nobody has asked for in a while, and serves it anew', async () => {
  const idle = await startWorld({ idleMs: 300, idleCheckMs: 20 })
  const table = await idle.makeTable(COLUMNS)
  const { handle } = await ask(idle.url, { table, offset: '-1' })
  await expect
    .poll(async () => (await ask(idle.url, { table, offset: '0_0', handle })).status, LATER)
    .toBe(409)
  await idle.close()
})
