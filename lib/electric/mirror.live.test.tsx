import '../testing/dom.ts'
import { act, cleanup, renderHook, waitFor } from '@testing-library/react'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { anyInsert } from '../../server/writes/testing/entities.ts'
import { REVIEWED_CARD } from '../../server/writes/testing/values.ts'
import { type FlushWorker, initFlushWorker } from '../flush/worker.ts'
import { live } from '../kit/live.ts'
import type { OpenLibrary } from '../repos/library.ts'
import { keepSettled } from '../repos/settle.ts'
import { createWork, deleteWork, restoreWork, updateWork, useWorks } from '../repos/works.ts'
import { entities, syncedTables } from '../schema/entities.ts'
import type { Entity } from '../schema/entity.ts'
import { fromWire } from '../schema/wire.ts'
import { openFreshLibrary } from '../testing/library.ts'
import { type LiveServer, startLiveServer } from '../testing/live-server.ts'
import { workInsert } from '../testing/works.ts'
import { currentMirror, ElectricNotInitializedError, initElectric } from './init.ts'
import { lead } from './lead.ts'
import { openMirror, rowsOf } from './mirror-database.ts'
import { ShapeWhereError, useShape } from './use-shape.ts'

let server: LiveServer
let open: OpenLibrary
let worker: FlushWorker
let stops: (() => void)[]

beforeAll(async () => {
  server = await startLiveServer()
})
afterAll(() => server.close())

beforeEach(async () => {
  await server.pool.query('UPDATE works SET deleted_at = now() WHERE deleted_at IS NULL')
  server.network(true)
  open = openFreshLibrary(server.binding, () => void worker.flush())
  worker = workerOf(open)
  stops = [goLive(open), keepSettled(open)]
})
afterEach(() => {
  cleanup()
  for (const stop of stops) stop()
  worker.stop()
})

function workerOf({ buffer }: OpenLibrary): FlushWorker {
  const { server: apiBase, token } = server.binding
  return initFlushWorker({ apiBase, token, buffer, fetch: server.fetch })
}

function goLive({ mirror }: OpenLibrary): () => void {
  const { server: url, token } = server.binding
  return initElectric({ url, token, mirror, fetch: server.fetch })
}

/** A save on another device. */
async function fromElsewhere(title: string): Promise<void> {
  const { server: url, token } = server.binding
  const change = { ...workInsert(title), id: crypto.randomUUID(), created_at: Date.now() }
  const response = await fetch(`${url}/api/writes/batch`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
    body: JSON.stringify({ changes: [change] }),
  })
  expect(await response.json()).toMatchObject({ applied: [change.id] })
}

const patience = { timeout: 15_000 }
const titles = async () => (await rowsOf(open.mirror, 'works').toArray()).map((row) => row.title)

it('F1 fails by name before initElectric, and streams after it', async () => {
  for (const stop of stops) stop()
  expect(() => currentMirror()).toThrow(ElectricNotInitializedError)
  expect(() => renderHook(() => useShape({ table: 'works' }))).toThrow(ElectricNotInitializedError)
  stops = [goLive(open)]
  const { result } = renderHook(() => useShape({ table: 'works' }))
  await waitFor(() => expect(result.current.syncStatus).toBe('synced'), patience)
})

it('F2 goes from connecting to synced, tells that the network is away, and recovers by itself', async () => {
  const { result } = renderHook(() => useShape({ table: 'works' }))
  expect(result.current).toMatchObject({ isLoading: true, syncStatus: 'connecting', data: [] })
  await waitFor(() => expect(result.current.syncStatus).toBe('synced'), patience)
  expect(result.current).toMatchObject({ isLoading: false, error: null })
  server.network(false)
  await server.restartEngine()
  await waitFor(() => expect(result.current.syncStatus).toBe('offline'), patience)
  server.network(true)
  await act(() => createWork({ title: 'after the storm' }))
  await waitFor(() => expect(result.current.syncStatus).toBe('synced'), patience)
  await waitFor(() => expect(result.current.data[0]?.title).toBe('after the storm'), patience)
})

it('F3 gives each column as its declared type, picks columns, and lets a parser of the caller win', async () => {
  const authors = [{ family: 'Lovelace', given: 'Ada', role: 'author' as const }]
  const made = { title: 'typed', favorite: true, topics: ['a', 'b'], year: 1843, authors }
  await createWork({ ...made, readAt: '2026-05-03T10:00:00.123Z', metadata: { deep: { n: 1.5 } } })
  const { result } = renderHook(() => useShape({ table: 'works' }))
  await waitFor(() => expect(result.current.data).toHaveLength(1), patience)
  expect(result.current.data[0]).toMatchObject({
    ...made,
    ...{ rev: 1, readAt: '2026-05-03T10:00:00.123Z', metadata: { deep: { n: 1.5 } } },
  })
  const picked = renderHook(() =>
    useShape<{ id: string; year: string }>({
      table: 'works',
      columns: ['year'],
      parser: { year: (value) => `in ${value}` },
    }),
  )
  await waitFor(() => expect(picked.result.current.data).toHaveLength(1), patience)
  expect(picked.result.current.data[0]).toEqual({ id: expect.any(String), year: 'in 1843' })
  const narrowed = renderHook(() => useShape({ table: 'works', where: 'true' }))
  expect(narrowed.result.current.error).toBeInstanceOf(ShapeWhereError)
})

it('F34 settles each change when its echo comes, and never shows an older value', async () => {
  const seen: string[] = []
  const { result } = renderHook(() => {
    const works = useWorks()
    const [first] = works.data
    if (first && first.title !== seen.at(-1)) seen.push(first.title)
    return works
  })
  const { id } = await act(() => createWork({ title: 'edit 0' }))
  for (let i = 1; i <= 8; i++) await act(() => updateWork(id, { title: `edit ${i}` }))
  await waitFor(() => expect(open.buffer.getAll()).resolves.toEqual([]), patience)
  await waitFor(() => expect(result.current.data[0]?.title).toBe('edit 8'))
  expect(seen).toEqual([...seen].sort())
  expect(await titles()).toEqual(['edit 8'])
})

it('shows an undo at once, also when the deletion has been synced, and takes it to the server', async () => {
  const { id } = await createWork({ title: 'back again' })
  await expect.poll(titles, patience).toEqual(['back again'])
  await deleteWork(id)
  await expect.poll(titles, patience).toEqual([])
  server.network(false)
  const { result, unmount } = renderHook(() => useWorks())
  await act(() => restoreWork(id))
  await waitFor(() => expect(result.current.data[0]?.title).toBe('back again'))
  unmount()
  server.network(true)
  await worker.flush()
  await expect.poll(titles, patience).toEqual(['back again'])
})

it('F6 equals the server after a must-refetch, and is never empty in between', async () => {
  await open.buffer.enqueue(['a', 'b', 'c'].map((title) => workInsert(title)))
  await worker.flush()
  await expect.poll(async () => (await titles()).sort(), patience).toEqual(['a', 'b', 'c'])
  const counts: number[] = []
  stops.push(
    live(
      () => rowsOf(open.mirror, 'works').count(),
      (count) => counts.push(count),
    ),
  )
  const { pool } = server
  await pool.query(
    `UPDATE works SET title = 'b, changed meanwhile' WHERE title = 'b' AND deleted_at IS NULL`,
  )
  await server.restartEngine()
  await pool.query(`UPDATE works SET deleted_at = now() WHERE title = 'c' AND deleted_at IS NULL`)
  await expect
    .poll(async () => (await titles()).sort(), patience)
    .toEqual(['a', 'b, changed meanwhile'])
  expect(Math.min(...counts)).toBeGreaterThanOrEqual(2)
})

it('F7 shows everything at once when it is opened again, and fetches only the difference', async () => {
  await createWork({ title: 'known' })
  await expect.poll(titles, patience).toEqual(['known'])
  for (const stop of stops) stop()
  await fromElsewhere('new meanwhile')
  const before = server.requests.length
  const again = { ...open, mirror: openMirror(open.about.suffix) }
  expect(await rowsOf(again.mirror, 'works').count()).toBe(1)
  stops = [goLive(again)]
  await expect
    .poll(async () => (await titles()).sort(), patience)
    .toEqual(['known', 'new meanwhile'])
  const offsets = server.requests
    .slice(before)
    .filter((url) => url.searchParams.get('table') === 'works')
    .map((url) => url.searchParams.get('offset'))
  expect(offsets.length).toBeGreaterThan(0)
  expect(offsets).not.toContain('-1')
})

it('streams on while its own page is hidden: other pages look at what it writes', async () => {
  Object.defineProperty(document, 'hidden', { value: true, configurable: true })
  try {
    for (const stop of stops) stop()
    stops = [goLive(open), keepSettled(open)]
    await fromElsewhere('seen by others')
    await expect.poll(titles, patience).toEqual(['seen by others'])
  } finally {
    Object.defineProperty(document, 'hidden', { value: false, configurable: true })
  }
})

it('hands the stream to the next page when the one that streams closes', async () => {
  const { server: url, token } = server.binding
  const options = { url, token: async () => token, fetch: server.fetch }
  const other = { ...open, mirror: openMirror(open.about.suffix) }
  stops.push(lead(other.mirror, syncedTables, options))
  await fromElsewhere('first')
  await expect.poll(titles, patience).toEqual(['first'])
  stops[0]?.()
  await fromElsewhere('second')
  await expect.poll(async () => (await titles()).sort(), patience).toEqual(['first', 'second'])
})

it('F37 carries any row from a client to Postgres, into the shape, and back to a client', async () => {
  await open.buffer.enqueue({ table: 'cards', op: 'insert', payload: REVIEWED_CARD })
  for (const table of syncedTables) {
    const rows = fc.sample(anyInsert(entities[table] as unknown as Entity), 60)
    const changes = rows.map((row) => ({ table, op: 'insert' as const, payload: parentless(row) }))
    const queued = await open.buffer.enqueue(changes)
    await worker.flush()
    const ids = queued.map(({ payload }) => String(payload.id))
    const arrived = async () => (await rowsOf(open.mirror, table).bulkGet(ids)).filter(Boolean)
    await expect.poll(async () => (await arrived()).length, patience).toBe(queued.length)
    for (const { payload } of queued) {
      const row = await rowsOf(open.mirror, table).get(String(payload.id))
      expect(row).toMatchObject(fromWire(entities[table] as unknown as Entity, payload))
    }
  }
}, 120_000)

/** No file of this test belongs to a work. */
function parentless(row: Record<string, unknown>): Record<string, unknown> {
  return 'work_id' in row ? { ...row, work_id: null } : row
}
