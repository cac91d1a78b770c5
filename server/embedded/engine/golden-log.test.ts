import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { ask, askAll } from './testing/ask.ts'
import {
  GOLDEN_COLUMNS,
  GOLDEN_ROWS,
  ROW_1,
  ROW_2,
  SNAPSHOT_END,
  UP_TO_DATE,
} from './testing/golden.ts'
import { startWorld, type World } from './testing/world.ts'

// What a real Electric 1.7.12 answered to the same requests, but for handles, LSNs and times.

let world: World
let url: string
let table: string

beforeAll(async () => {
  world = await startWorld()
  url = world.url
})
beforeEach(async () => {
  table = await world.makeTable(GOLDEN_COLUMNS)
  await world.pool.query(`INSERT INTO ${table} VALUES ${GOLDEN_ROWS}`)
})
afterAll(() => world.close())

const key = (id: number) => `"public"."${table}"/"${id}"`
const begin = (more: Record<string, string> = {}) => ask(url, { table, offset: '-1', ...more })

it('tells a transaction live: insert, update, no-op, change of key, delete', async () => {
  const { handle } = await begin()
  const live = ask(url, { table, offset: '0_0', handle, live: 'true' })
  const meanwhile = ask(url, { table, offset: '0_0', handle })
  expect(await Promise.race([live, meanwhile]), 'live is held').toBe(await meanwhile)
  await world.pool.query(`BEGIN;
    INSERT INTO ${table} (id, user_id, c, ok, e) VALUES (3, 'u3', 'x', false, '');
    UPDATE ${table} SET n = 2, ok = false WHERE id = 1;
    UPDATE ${table} SET n = 2 WHERE id = 1;
    UPDATE ${table} SET id = 9 WHERE id = 3;
    DELETE FROM ${table} WHERE id = 2;
    COMMIT`)
  const { headers, body, messages } = await live
  const lsn = messages[0]?.headers.lsn
  const [xid] = messages[0]?.headers.txids ?? []
  const from = (position: number) => ({
    lsn,
    op_position: position,
    relation: ['public', table],
    txids: [xid],
  })
  const row3 = { ...ROW_2, id: '3', user_id: 'u3', c: 'x    ', ok: 'f', e: '' }
  expect(body).toEqual([
    { headers: { operation: 'insert', ...from(0) }, key: key(3), value: row3 },
    {
      headers: { operation: 'update', ...from(2) },
      key: key(1),
      value: { id: '1', n: '2.00', ok: 'f' },
    },
    {
      headers: { operation: 'delete', key_change_to: key(9), ...from(6) },
      key: key(3),
      value: { id: '3' },
    },
    {
      headers: { operation: 'insert', key_change_from: key(3), ...from(7) },
      key: key(9),
      value: { ...row3, id: '9' },
    },
    { headers: { operation: 'delete', last: true, ...from(8) }, key: key(2), value: { id: '2' } },
    { headers: { control: 'up-to-date', global_last_seen_lsn: lsn } },
  ])
  expect(xid).toEqual(expect.any(Number))
  expect(headers).toMatchObject({
    'cache-control': 'public, max-age=5, stale-while-revalidate=5',
    'electric-cursor': expect.stringMatching(/^\d+0$/),
    'electric-has-data': 'true',
    'electric-offset': `${lsn}_8`,
    'electric-up-to-date': '',
    etag: `"${handle}:0_0:${lsn}_8"`,
  })
  expect(headers['electric-schema']).toBeUndefined()
})

it('inserts rows that move into its where and deletes those that move out', async () => {
  const where = { table, where: 'ok = $1', 'params[1]': 'TRUE' }
  await world.pool.query(`UPDATE ${table} SET ok = false`)
  const first = await askAll(url, where)
  expect(first.body).toEqual([SNAPSHOT_END, UP_TO_DATE])
  const { handle } = first
  await world.pool.query(`UPDATE ${table} SET ok = true WHERE id = 1`)
  await world.pool.query(`UPDATE ${table} SET ok = false WHERE id = 1`)
  await world.pool.query(`INSERT INTO ${table} (id, user_id, ok) VALUES (9, 'u3', true)`)
  const row9 = { ...ROW_2, id: '9', user_id: 'u3', ok: 't' }
  const expected = [
    { headers: { operation: 'insert', last: true }, key: key(1), value: { ...ROW_1, ok: 't' } },
    { headers: { operation: 'delete', last: true }, key: key(1), value: { id: '1' } },
    { headers: { operation: 'insert', last: true }, key: key(9), value: row9 },
    UP_TO_DATE,
  ]
  await expect
    .poll(async () => (await ask(url, { ...where, offset: '0_0', handle })).body)
    .toMatchObject(expected)
})

it('tells whole rows, and what they were, where replica is full', async () => {
  const shape = { table, replica: 'full' }
  const { handle } = await ask(url, { ...shape, offset: '-1' })
  await world.pool.query(`UPDATE ${table} SET v = 'z' WHERE id = 1`)
  await world.pool.query(`DELETE FROM ${table} WHERE id = 2`)
  const now = { ...ROW_1, v: 'z', ok: 't' }
  const expected = [
    { headers: { operation: 'update' }, key: key(1), value: now, old_value: { v: 'vv' } },
    { headers: { operation: 'delete' }, key: key(2), value: ROW_2 },
    UP_TO_DATE,
  ]
  await expect
    .poll(async () => (await ask(url, { ...shape, offset: '0_0', handle })).body)
    .toMatchObject(expected)
})

it('leaves the rows out of a log of changes only', async () => {
  const shape = { table, log: 'changes_only' }
  const first = await ask(url, { ...shape, offset: '-1' })
  expect(first.body).toEqual([SNAPSHOT_END])
  expect(first.offset).toBe('0_0')
  await world.pool.query(`UPDATE ${table} SET v = 'z' WHERE id = 1`)
  await expect
    .poll(async () => (await ask(url, { ...shape, offset: '0_0', handle: first.handle })).body)
    .toMatchObject([{ headers: { operation: 'update' }, key: key(1) }, UP_TO_DATE])
})
