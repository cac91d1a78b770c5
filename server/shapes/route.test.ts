import { Shape, ShapeStream, type ShapeStreamInterface } from '@electric-sql/client'
import express from 'express'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addDevice } from '../auth/devices.ts'
import { ownerNamed } from '../auth/owner-named.ts'
import { requireOwner } from '../auth/require-owner.ts'
import { startEngine } from '../embedded/engine/engine.ts'
import { sendProblems } from '../http/send-problems.ts'
import { createLog } from '../log.ts'
import { createDatabase, type TestDatabase } from '../testing/database.ts'
import { type Served, serve } from '../testing/serve.ts'
import { shapesRoute } from './route.ts'
import type { ShapeSource } from './source.ts'

const log = createLog('silent')

let database: TestDatabase
let engine: ShapeSource
let served: Served
let mine: { id: string; token: string }
let theirs: { id: string; token: string }

beforeAll(async () => {
  database = await createDatabase()
  engine = startEngine({ databaseUrl: database.url, publication: 'deeprecall_publication', log })
  served = await serve(appOf(engine))
  mine = await owner('me')
  theirs = await owner('them')
})
afterAll(async () => {
  await served.close()
  await engine.close()
  await database.drop()
})

function appOf(source: ShapeSource) {
  const app = express()
  app.use('/v1', requireOwner(database.pool))
  return app.use(shapesRoute(source, log), sendProblems(log))
}

async function owner(name: string) {
  const { id } = await ownerNamed(database.pool, name)
  return { id, token: await addDevice(database.pool, id, 'test') }
}

async function addWork(ownerId: string, title: string): Promise<string> {
  const { rows } = await database.pool.query<{ id: string }>(
    `INSERT INTO works (owner_id, id, title, rev, lww, created_at, updated_at, server_at)
     VALUES ($1, gen_random_uuid(), $2, 1, '0123456789abcdef', now(), now(), now()) RETURNING id`,
    [ownerId, title],
  )
  return rows[0]?.id ?? ''
}

interface Asking {
  token?: string
  method?: string
  headers?: Record<string, string>
}

function get(query: string, { token = mine.token, method = 'GET', headers }: Asking = {}) {
  const authorization = { Authorization: `Bearer ${token}` }
  return fetch(`${served.url}/v1/shape?${query}`, {
    method,
    headers: { ...authorization, ...headers },
  })
}

interface Titled {
  [column: string]: string
  title: string
}

/** The works of a token's owner, kept by the unmodified client. */
function follow(token: string, signal: AbortSignal, params: Record<string, string> = {}) {
  const stream = new ShapeStream<Titled>({
    url: `${served.url}/v1/shape`,
    params: { table: 'works', ...params },
    headers: { Authorization: `Bearer ${token}` },
    warnOnHttp: false,
    signal,
  })
  // The client's class and its interface differ only under exactOptionalPropertyTypes.
  const shape = new Shape(stream as ShapeStreamInterface<Titled>)
  return { shape, titles: () => shape.currentRows.map((row) => row.title).sort() }
}

it("F8 gives each owner their own live rows and nobody else's, whatever they ask for", async () => {
  const reading = new AbortController()
  await addWork(mine.id, 'mine')
  await addWork(theirs.id, 'theirs')
  const asked = { where: 'true', columns: 'id,clock', 'params[1]': theirs.id }
  const [me, them] = [
    follow(mine.token, reading.signal, asked),
    follow(theirs.token, reading.signal),
  ]
  await Promise.all([me.shape.rows, them.shape.rows])
  expect([me.titles(), them.titles()]).toEqual([['mine'], ['theirs']])
  await addWork(theirs.id, 'theirs too')
  const id = await addWork(mine.id, 'mine too')
  await expect.poll(me.titles).toEqual(['mine', 'mine too'])
  await expect.poll(them.titles).toEqual(['theirs', 'theirs too'])
  await database.pool.query('UPDATE works SET deleted_at = now() WHERE id = $1', [id])
  await expect.poll(me.titles).toEqual(['mine'])
  await database.pool.query('UPDATE works SET deleted_at = NULL WHERE id = $1', [id])
  await expect.poll(me.titles).toEqual(['mine', 'mine too'])
  expect(me.shape.currentRows[0]).not.toHaveProperty('clock')
  reading.abort()
})

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
