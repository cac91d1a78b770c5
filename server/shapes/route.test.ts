import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Owner, type PinnedShapes, startPinnedShapes } from './testing/pinned-shapes.ts'

let shapes: PinnedShapes
let mine: Owner

beforeAll(async () => {
  shapes = await startPinnedShapes()
  mine = await shapes.owner('me')
})
afterAll(() => shapes.close())

interface Asking {
  token?: string
  method?: string
  headers?: Record<string, string>
}

function get(query: string, { token = mine.token, method = 'GET', headers }: Asking = {}) {
  const authorization = { Authorization: `Bearer ${token}` }
  return fetch(`${shapes.engineUrl}?${query}`, {
    method,
    headers: { ...authorization, ...headers },
  })
}

it("lets no cache keep an owner's rows, and passes on the protocol's headers", async () => {
  const response = await get('table=works&offset=-1')
  await response.arrayBuffer()
  expect(response.status).toBe(200)
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'cache-control': 'private, no-store',
    vary: 'Authorization',
    'content-type': 'application/json; charset=utf-8',
    'electric-handle': expect.any(String),
    'electric-offset': '0_0',
    'electric-schema': expect.stringContaining('"owner_id"'),
    etag: expect.any(String),
  })
})

it('answers 304 to who has that very answer, and headers alone to HEAD', async () => {
  const head = await get('table=works&offset=-1', { method: 'HEAD' })
  expect([head.status, await head.text()]).toEqual([200, ''])
  const headers = { 'If-None-Match': head.headers.get('etag') ?? '' }
  const unchanged = await get('table=works&offset=-1', { headers })
  expect([unchanged.status, await unchanged.text()]).toEqual([304, ''])
})

it.each([
  ['table=devices&offset=-1', 400, 'bad_request'],
  ['offset=-1', 400, 'bad_request'],
  ['table=works&table=works&offset=-1', 400, 'bad_request'],
])('refuses %s with a problem', async (query, status, code) => {
  const response = await get(query)
  expect([response.status, await response.json()]).toEqual([
    status,
    { code, message: expect.any(String) },
  ])
})

it('passes on what the engine says of a bad offset', async () => {
  const response = await get('table=works&offset=soon')
  expect([response.status, await response.json()]).toEqual([
    400,
    { message: 'Invalid request', errors: { offset: ['has invalid format'] } },
  ])
})

it('asks for a token first', async () => {
  expect((await get('table=works&offset=-1', { token: 'wrong' })).status).toBe(401)
})
