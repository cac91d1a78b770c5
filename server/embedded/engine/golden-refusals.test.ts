import { afterAll, beforeAll, expect, it } from 'vitest'
import { ask } from './testing/ask.ts'
import { GOLDEN_COLUMNS, MUST_REFETCH, UP_TO_DATE } from './testing/golden.ts'
import { startWorld, type World } from './testing/world.ts'

// What a real Electric 1.7.12 answered to the same requests, but for handles, LSNs and times.

let world: World
let url: string
let table: string

beforeAll(async () => {
  world = await startWorld({ longPollMs: 300 })
  url = world.url
  table = await world.makeTable(GOLDEN_COLUMNS)
})
afterAll(() => world.close())

const cases: [name: string, params: Record<string, string>, errors: object][] = [
  ['a missing handle', { offset: '0_0' }, { handle: ["can't be blank when offset != -1"] }],
  ['a bad offset', { offset: 'abc' }, { offset: ['has invalid format'] }],
  ['live at -1', { offset: '-1', live: 'true' }, { live: ["can't be true when offset == -1"] }],
  [
    'SSE without live',
    { offset: '-1', live_sse: 'true' },
    { live_sse: ["can't be true unless live is also true"] },
  ],
  ['a missing table', { table: '', offset: '-1' }, { table: ["can't be blank"] }],
  [
    'an unknown table',
    { table: 'nope', offset: '-1' },
    {
      table: [
        'Table "public"."nope" does not exist. If the table name contains capitals or special characters you must quote it.',
      ],
    },
  ],
  [
    'a column in where that is none',
    { offset: '-1', where: 'zzz = $1', 'params[1]': 'x' },
    { where: ['At location 0: unknown reference zzz'] },
  ],
  [
    'a missing parameter',
    { offset: '-1', where: 'user_id=$1' },
    { where: ['At location 8: parameter $1 was not provided'] },
  ],
  [
    'parameters as JSON',
    { offset: '-1', where: 'user_id=$1', params: '{"1":"x"}' },
    { params: ['is invalid'] },
  ],
  [
    'columns without the primary key',
    { offset: '-1', columns: 'user_id' },
    { columns: ['The list of columns must include all primary key columns, missing: id'] },
  ],
  [
    'unknown columns',
    { offset: '-1', columns: 'id,invalid' },
    { columns: ['The following columns are not found on the table: invalid'] },
  ],
  [
    'no columns at all',
    { offset: '-1', columns: ',,,' },
    { columns: ['Invalid zero-length delimited identifier'] },
  ],
]

it.each(cases)('refuses %s in the words of Electric', async (_name, params, errors) => {
  const { status, headers, body } = await ask(url, { table, ...params })
  expect(status).toBe(400)
  expect(body).toEqual({ message: 'Invalid request', errors })
  expect(headers).toMatchObject({
    'cache-control': 'no-store',
    'content-type': 'application/json; charset=utf-8',
    'surrogate-control': 'no-store',
  })
})

it.each(['where id = = 1', 'id > now()', 'id = $1 OR true'])(
  'refuses the where %j with a sentence',
  async (where) => {
    const { status, errors } = await ask(url, { table, offset: '-1', where, 'params[1]': '1' })
    expect(status).toBe(400)
    expect(errors.where).toEqual([expect.stringMatching(/^At location \d+: only "column = /)])
  },
)

it('refuses a value that the column can not hold', async () => {
  const bad = { table, offset: '-1', where: 'id = $1', 'params[1]': "1' OR true" }
  const { status, errors } = await ask(url, bad)
  expect(status).toBe(400)
  expect(errors.params).toEqual([expect.stringContaining('invalid input syntax')])
})

it('answers a handle that is not of this shape with 409 and the right one', async () => {
  const { handle } = await ask(url, { table, offset: '-1' })
  const other = await ask(url, { table, offset: '-1', replica: 'full' })
  for (const wrong of ['1-2', other.handle]) {
    const { status, headers, body } = await ask(url, { table, offset: '0_0', handle: wrong })
    expect(status).toBe(409)
    expect(body).toEqual(MUST_REFETCH)
    expect(headers).toMatchObject({
      'cache-control': 'public, max-age=60, must-revalidate',
      'electric-handle': handle,
      etag: `"${handle}::"`,
    })
  }
})

it('calls an offset ahead of the log out of bounds in the end', async () => {
  const { handle } = await ask(url, { table, offset: '-1' })
  const { status, body } = await ask(url, { table, offset: '9223372036854775807_0', handle })
  expect(status).toBe(400)
  expect(body).toEqual({
    message: 'Invalid request',
    errors: { offset: ['out of bounds for this shape'] },
  })
})

it('ends a live request without news as up to date, each with a later cursor', async () => {
  const { handle } = await ask(url, { table, offset: '-1' })
  const live = { table, offset: '0_inf', handle, live: 'true' }
  const first = await ask(url, live)
  expect(first.body).toEqual([UP_TO_DATE])
  expect(first.headers).toMatchObject({
    'electric-has-data': 'false',
    'electric-offset': '0_inf',
    'electric-up-to-date': '',
    etag: expect.stringMatching(/:0_inf:0_inf:\d+"$/),
  })
  const cursor = first.headers['electric-cursor'] ?? ''
  const second = await ask(url, { ...live, cursor })
  expect(Number(second.headers['electric-cursor'])).toBeGreaterThan(Number(cursor))
  expect(second.headers.etag).not.toBe(first.headers.etag)
})
