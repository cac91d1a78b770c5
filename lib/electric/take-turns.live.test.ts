import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { collection } from '../schema/collection.ts'
import { syncedTables } from '../schema/entities.ts'
import { freshSuffix } from '../testing/indexeddb.ts'
import { type LiveServer, startLiveServer } from '../testing/live-server.ts'
import { lead } from './lead.ts'
import { type MirrorDatabase, openMirror, rowsOf } from './mirror-database.ts'

let server: LiveServer
let mirror: MirrorDatabase
let stop: () => void
let open: number
let most: number

beforeAll(async () => {
  server = await startLiveServer()
})
afterAll(() => server.close())

beforeEach(() => {
  mirror = openMirror(freshSuffix())
  open = 0
  most = 0
  const { server: url, token } = server.binding
  stop = lead(mirror, syncedTables, { url, token: async () => token, fetch: counted })
})
afterEach(() => stop())

/** Real HTTP that knows how many requests wait at a time. */
const counted: typeof fetch = async (...request) => {
  open += 1
  most = Math.max(most, open)
  try {
    const response = await server.fetch(...request)
    const body = await response.arrayBuffer()
    const { status, headers } = response
    return new Response(status === 204 ? null : body, { status, headers })
  } finally {
    open -= 1
  }
}

const patience = { timeout: 20_000 }
const statuses = async () => (await mirror.shapes.toArray()).map(({ status }) => status)
const everywhere = (status: string) => syncedTables.map(() => status)

async function makeCollection(name: string): Promise<void> {
  const { server: url, token } = server.binding
  const payload = { id: crypto.randomUUID(), name }
  const about = { id: crypto.randomUUID(), table: collection.table, op: 'insert' }
  const response = await fetch(`${url}/api/writes/batch`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
    body: JSON.stringify({ changes: [{ ...about, payload, created_at: Date.now() }] }),
  })
  expect((await response.json()).applied).toHaveLength(1)
}

const names = async () => (await rowsOf(mirror, 'collections').toArray()).map((row) => row.name)

it('keeps eight tables fresh and never asks more than four things at a time', async () => {
  await expect.poll(statuses, patience).toEqual(everywhere('synced'))
  await makeCollection('first')
  await expect.poll(names, patience).toEqual(['first'])
  expect(most).toBeLessThanOrEqual(4)
})

it('tells of each table that the network is away, and catches up when it is back', async () => {
  await expect.poll(statuses, patience).toEqual(everywhere('synced'))
  server.network(false)
  await server.restartEngine()
  await expect.poll(statuses, patience).toEqual(everywhere('offline'))
  await makeCollection('meanwhile')
  server.network(true)
  globalThis.dispatchEvent?.(new Event('online'))
  await expect.poll(names, { timeout: 30_000 }).toContain('meanwhile')
  await expect.poll(statuses, patience).toEqual(everywhere('synced'))
})
