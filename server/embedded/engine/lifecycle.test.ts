import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ask, askAll, operations } from './testing/ask.ts'
import { MUST_REFETCH, UP_TO_DATE } from './testing/golden.ts'
import { startWorld, type World } from './testing/world.ts'

const COLUMNS = 'id int PRIMARY KEY, owner text, big text'

describe('a shape', () => {
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

  it('ends for its readers when its table is truncated', async () => {
    const { table, handle, live } = await readLive()
    await world.pool.query(`TRUNCATE ${table}`)
    const { status, headers, body } = await live
    expect([status, body]).toEqual([409, MUST_REFETCH])
    expect(headers['electric-handle']).toBeUndefined()
    expect(headers['cache-control']).toBe('public, max-age=1, must-revalidate')
    const again = await askAll(url, { table })
    expect(again.handle).not.toBe(handle)
    expect(operations(again.body)).toEqual([])
  })

  it.each([
    ['a column is added', 'ADD COLUMN extra int'],
    ['a column is dropped', 'DROP COLUMN big'],
    ['a column is renamed', 'RENAME COLUMN big TO large'],
    ['a type changes', 'ALTER COLUMN id TYPE bigint'],
    ['old rows come no longer whole', 'REPLICA IDENTITY DEFAULT'],
  ])('ends with the first change after %s', async (_name, alteration) => {
    const { table, live } = await readLive()
    await world.pool.query(`ALTER TABLE ${table} ${alteration}`)
    await world.pool.query(`UPDATE ${table} SET owner = 'b'`)
    expect((await live).status).toBe(409)
    const { status, body } = await ask(url, { table, offset: '-1' })
    if (status === 200) expect(body[0].value.owner).toBe('b')
    else expect(body.errors.table).toEqual([expect.stringContaining('REPLICA IDENTITY FULL')])
  })

  it('is of the new table after it was dropped and made again', async () => {
    const { table, live } = await readLive()
    await world.pool.query(`DROP TABLE ${table}`)
    await world.pool.query(`CREATE TABLE ${table} (${COLUMNS});
      ALTER TABLE ${table} REPLICA IDENTITY FULL;
      ALTER PUBLICATION engine_test_publication ADD TABLE ${table}`)
    await world.pool.query(`INSERT INTO ${table} VALUES (2, 'b', 'y')`)
    expect((await live).status).toBe(409)
    const { body } = await askAll(url, { table })
    expect(operations(body)).toMatchObject([{ value: { id: '2', owner: 'b', big: 'y' } }])
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
    const { body } = await live
    expect(operations(body)).toHaveLength(391)
    expect(body.at(-2).headers.last).toBe(true)
  })

  it('has no rows for a table without a publication, only a sentence', async () => {
    await world.pool.query('CREATE TABLE unpublished (id int PRIMARY KEY)')
    const { status, body } = await ask(url, { table: 'unpublished', offset: '-1' })
    expect(status).toBe(400)
    expect(body.errors.table).toEqual([expect.stringContaining('not in the publication')])
  })
})

describe('a full log', () => {
  let world: World

  beforeAll(async () => {
    world = await startWorld({ logBytes: 20_000, transactionBytes: 200_000, chunkBytes: 1_000 })
  })
  afterAll(() => world.close())

  it('makes its readers begin again, with the rows as they are', async () => {
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
    expect(operations(again.body)).toHaveLength(300)
  })

  it('is not needed for a transaction too large to be followed', async () => {
    const table = await world.makeTable(COLUMNS)
    const { handle } = await askAll(world.url, { table })
    const other = await world.makeTable(COLUMNS)
    const untouched = await askAll(world.url, { table: other })
    await world.pool.query(`INSERT INTO ${table} SELECT n, 'a' FROM generate_series(1, 9000) n`)
    await expect
      .poll(async () => (await ask(world.url, { table, handle, offset: '0_inf' })).status)
      .toBe(409)
    expect(operations((await askAll(world.url, { table })).body)).toHaveLength(9000)
    const { status } = await ask(world.url, {
      table: other,
      handle: untouched.handle,
      offset: '0_inf',
    })
    expect(status).toBe(200)
  })

  it('is given in parts of which only the last is up to date', async () => {
    const table = await world.makeTable(COLUMNS)
    const { handle } = await askAll(world.url, { table })
    for (let id = 1; id <= 20; id++)
      await world.pool.query(`INSERT INTO ${table} VALUES ($1, $2)`, [id, 'o'.repeat(100)])
    const ids: string[] = []
    let parts = 0
    for (let offset = '0_inf'; ids.length < 20; parts++) {
      const part = await ask(world.url, { table, handle, offset })
      offset = part.offset
      ids.push(...operations(part.body).map((operation) => operation.value.id ?? ''))
    }
    expect(ids).toEqual(Array.from({ length: 20 }, (_, index) => String(index + 1)))
    expect(parts).toBeGreaterThan(2)
  })
})

it('ends a shape that nobody has asked for in a while, and serves it anew', async () => {
  const world = await startWorld({ idleMs: 0, idleCheckMs: 20 })
  const table = await world.makeTable(COLUMNS)
  const { handle } = await ask(world.url, { table, offset: '-1' })
  await expect
    .poll(async () => (await ask(world.url, { table, offset: '0_0', handle })).status)
    .toBe(409)
  await world.close()
})
