import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { ask } from './testing/ask.ts'
import {
  GOLDEN_COLUMNS,
  GOLDEN_ROWS,
  GOLDEN_SCHEMA,
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
const snapshotRow = (value: object, id: number) => ({
  key: key(id),
  value,
  headers: { operation: 'insert', relation: ['public', table] },
})
const begin = (more: Record<string, string> = {}) => ask(url, { table, offset: '-1', ...more })

it('begins with the snapshot, which is never up to date', async () => {
  const { status, headers, body } = await begin()
  expect(status).toBe(200)
  expect(body).toEqual([snapshotRow(ROW_1, 1), snapshotRow(ROW_2, 2), SNAPSHOT_END])
  const handle = headers['electric-handle']
  expect(headers).toMatchObject({
    'cache-control': 'public, max-age=604800, s-maxage=3600, stale-while-revalidate=2629746',
    'content-type': 'application/json; charset=utf-8',
    etag: `"${handle}:-1:0_0"`,
    'electric-has-data': 'true',
    'electric-offset': '0_0',
  })
  expect(headers['electric-up-to-date']).toBeUndefined()
  expect(JSON.parse(headers['electric-schema'] ?? '')).toEqual(GOLDEN_SCHEMA)
})

it('holds only the rows of its where', async () => {
  const { body } = await begin({ where: 'user_id = $1', 'params[1]': 'u/1' })
  expect(body).toEqual([snapshotRow(ROW_1, 1), SNAPSHOT_END])
})

it('is up to date after the snapshot while nothing has changed', async () => {
  const { handle } = await begin()
  const { headers, body } = await ask(url, { table, offset: '0_0', handle })
  expect(body).toEqual([UP_TO_DATE])
  expect(headers).toMatchObject({
    etag: `"${handle}:0_0:0_inf"`,
    'electric-up-to-date': '',
    'electric-has-data': 'true',
    'electric-offset': '0_inf',
  })
  expect(JSON.parse(headers['electric-schema'] ?? '')).toEqual(GOLDEN_SCHEMA)
})

it('begins at the present with offset=now', async () => {
  const { handle } = await begin()
  const { headers, body } = await ask(url, { table, offset: 'now' })
  expect(body).toEqual([UP_TO_DATE])
  expect(headers).toMatchObject({
    'electric-handle': handle,
    'electric-has-data': 'false',
    'electric-offset': '0_inf',
    'electric-up-to-date': '',
    etag: expect.stringMatching(/:now:0_inf:-?\d+"$/),
  })
})

it('sends headers alone to HEAD', async () => {
  const response = await fetch(`${url}?table=${table}&offset=-1`, { method: 'HEAD' })
  expect(response.status).toBe(200)
  expect(response.headers.get('electric-offset')).toBe('0_0')
  expect(await response.text()).toBe('')
})
