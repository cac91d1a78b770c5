import { afterAll, beforeAll, expect, it } from 'vitest'
import { ask, askAll, valuesOf } from './testing/ask.ts'
import { MUST_REFETCH, UP_TO_DATE } from './testing/golden.ts'
import { startWorld, type World } from './testing/world.ts'

const COLUMNS = 'id int PRIMARY KEY, owner text, big text'

let world: World
let url: string

beforeAll(async () => {
  world = await startWorld()
  url = world.url
})
afterAll(() => world.close())

/** A live reader of a fresh table's shape, and the table. */
async function readLive() {
  const table = await world.makeTable(COLUMNS)
  await world.pool.query(`INSERT INTO ${table} VALUES (1, 'a', 'x')`)
  const { handle, offset } = await askAll(url, { table })
  return { table, handle, live: ask(url, { table, handle, offset, live: 'true' }) }
}

it('ends a shape for its readers when its table is truncated, and names the one in its place', async () => {
  const { table, handle, live } = await readLive()
  await world.pool.query(`TRUNCATE ${table}`)
  const { status, headers, body } = await live
  expect([status, body]).toEqual([409, MUST_REFETCH])
  const again = await askAll(url, { table })
  expect(again.handle).not.toBe(handle)
  expect(headers).toMatchObject({
    'electric-handle': again.handle,
    'cache-control': 'public, max-age=60, must-revalidate',
  })
  expect(valuesOf(again)).toEqual([])
})

it.each([
  ['a column is added', 'ADD COLUMN extra int'],
  ['a column is dropped', 'DROP COLUMN big'],
  ['a column is renamed', 'RENAME COLUMN big TO large'],
  ['a type changes', 'ALTER COLUMN id TYPE bigint'],
  ['old rows come no longer whole', 'REPLICA IDENTITY DEFAULT'],
])('ends a shape with the first change after %s', async (_name, alteration) => {
  const { table, live } = await readLive()
  await world.pool.query(`ALTER TABLE ${table} ${alteration}`)
  await world.pool.query(`UPDATE ${table} SET owner = 'b'`)
  const ended = await live
  expect(ended.status).toBe(409)
  const begun = await ask(url, { table, offset: '-1' })
  expect(ended.handle).toBe(begun.handle)
  if (begun.status === 200) expect(valuesOf(begun)).toMatchObject([{ owner: 'b' }])
  else expect(begun.errors.table).toEqual([expect.stringContaining('REPLICA IDENTITY FULL')])
})

it('serves the new table after the old one was dropped and made again', async () => {
  const { table, live } = await readLive()
  await world.pool.query(`DROP TABLE ${table}`)
  await world.pool.query(`CREATE TABLE ${table} (${COLUMNS});
    ALTER TABLE ${table} REPLICA IDENTITY FULL;
    ALTER PUBLICATION engine_test_publication ADD TABLE ${table}`)
  await world.pool.query(`INSERT INTO ${table} VALUES (2, 'b', 'y')`)
  expect((await live).status).toBe(409)
  const again = await askAll(url, { table })
  expect(valuesOf(again)).toEqual([{ id: '2', owner: 'b', big: 'y' }])
})

it('keeps the large values that an update leaves alone', async () => {
  const table = await world.makeTable(COLUMNS)
  await world.pool.query(`ALTER TABLE ${table} ALTER COLUMN big SET STORAGE EXTERNAL`)
  const big = 'large '.repeat(5_000)
  await world.pool.query(`INSERT INTO ${table} VALUES (1, 'a', $1)`, [big])
  const shape = { table, where: 'owner = $1', 'params[1]': 'b' }
  const { handle, offset } = await askAll(url, shape)
  const live = ask(url, { ...shape, handle, offset, live: 'true' })
  await world.pool.query(`UPDATE ${table} SET owner = 'b'`)
  expect((await live).body).toMatchObject([
    { headers: { operation: 'insert' }, value: { id: '1', owner: 'b', big } },
    UP_TO_DATE,
  ])
})

it('says nothing of a transaction that is rolled back, and all of the next at once', async () => {
  const { table, live } = await readLive()
  await world.pool.query(`BEGIN; INSERT INTO ${table} VALUES (2); ROLLBACK`)
  await world.pool.query(`INSERT INTO ${table} SELECT n FROM generate_series(10, 400) n`)
  const news = await live
  expect(valuesOf(news)).toHaveLength(391)
  expect(news.messages.at(-2)?.headers.last).toBe(true)
})

it('has no shape for a table without a publication, only a sentence', async () => {
  await world.pool.query('CREATE TABLE unpublished (id int PRIMARY KEY)')
  const { status, errors } = await ask(url, { table: 'unpublished', offset: '-1' })
  expect(status).toBe(400)
  expect(errors.table).toEqual([expect.stringContaining('not in the publication')])
})
