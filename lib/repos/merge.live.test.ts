import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { initElectric } from '../electric/init.ts'
import { type FlushWorker, initFlushWorker } from '../flush/worker.ts'
import { asset } from '../schema/asset.ts'
import { edge } from '../schema/edge.ts'
import { work } from '../schema/work.ts'
import { openFreshLibrary } from '../testing/library.ts'
import { type LiveServer, startLiveServer } from '../testing/live-server.ts'
import { workInsert } from '../testing/works.ts'
import { addToCollection, createCollection } from './collections.ts'
import type { OpenLibrary } from './library.ts'
import { unmergeWork } from './merge.ts'
import { readAll, readOne } from './read.ts'
import { keepSettled } from './settle.ts'
import { createWorkWithAsset, deleteWork, restoreWork, updateWork } from './works.ts'

const A_DAY_MS = 24 * 60 * 60 * 1000

let server: LiveServer
let open: OpenLibrary
let worker: FlushWorker
let stops: (() => void)[]
let doi: string

beforeAll(async () => {
  server = await startLiveServer()
})
afterAll(() => server.close())

beforeEach(() => {
  const { server: url, token } = server.binding
  doi = `10.1/${crypto.randomUUID()}`
  open = openFreshLibrary(server.binding, () => void worker.flush())
  const { buffer, mirror } = open
  worker = initFlushWorker({ apiBase: url, token, buffer, fetch: server.fetch })
  stops = [initElectric({ url, token, mirror, fetch: server.fetch }), keepSettled(open)]
})
afterEach(() => {
  server.network(true)
  for (const stop of stops) stop()
  worker.stop()
})

/** A work that another device has saved the day before. */
async function savedElsewhere(columns: object = {}): Promise<string> {
  const { server: url, token } = server.binding
  const change = { ...workInsert('Theirs'), id: crypto.randomUUID() }
  const created_at = Date.now() - A_DAY_MS
  const sent = { ...change, created_at, payload: { ...change.payload, doi, ...columns } }
  const response = await fetch(`${url}/api/writes/batch`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
    body: JSON.stringify({ changes: [sent] }),
  })
  expect(await response.json()).toMatchObject({ applied: [change.id] })
  return String(change.payload.id)
}

/** Saves the same work with a file into a collection while the network is away, and comes back. */
async function savedHereOffline() {
  server.network(false)
  const saved = await createWorkWithAsset({
    work: { title: 'Mine', doi, notes: 'mine' },
    asset: { role: 'main' },
  })
  const collection = await createCollection({ name: 'Reading' })
  await addToCollection(collection.id, saved.workId)
  server.network(true)
  await worker.flush()
  return { ...saved, collectionId: collection.id }
}

const patience = { timeout: 15_000 }

async function shown() {
  const works = (await readAll(open, work)).filter((one) => one.doi === doi)
  return works.map(({ id, title, notes, year }) => ({ id, title, notes, year }))
}

async function quiet(): Promise<void> {
  await expect.poll(() => open.buffer.getAll(), patience).toEqual([])
}

it('F50 what was saved offline and by another device is one work, with file and collection', async () => {
  const theirs = await savedElsewhere({ year: 2001 })
  const { workId, assetId, collectionId } = await savedHereOffline()
  await quiet()
  const both = { id: theirs, title: 'Mine', notes: 'mine', year: 2001 }
  await expect.poll(shown, patience).toEqual([both])
  expect(await readOne(open, work, workId)).toMatchObject({ id: theirs })
  await expect.poll(() => readOne(open, asset, assetId), patience).toMatchObject({ workId: theirs })
  await expect
    .poll(async () => (await readAll(open, edge)).filter((one) => one.fromId === collectionId))
    .toMatchObject([{ toId: theirs }])
})

it('F50 a change, a delete and a restore under the old id reach the work that there is', async () => {
  const theirs = await savedElsewhere()
  const { workId } = await savedHereOffline()
  await updateWork(workId, { year: 1999 })
  await expect.poll(shown, patience).toMatchObject([{ id: theirs, year: 1999 }])
  await deleteWork(workId)
  await expect.poll(shown, patience).toEqual([])
  await restoreWork(workId)
  await expect.poll(shown, patience).toMatchObject([{ id: theirs, notes: 'mine', year: 1999 }])
})

it('F50 a merge can be undone: both are there, each with its own, and stay two', async () => {
  const theirs = await savedElsewhere()
  const { workId, assetId } = await savedHereOffline()
  await quiet()
  await unmergeWork(workId)
  const two = [
    { id: theirs, title: 'Theirs', notes: null, year: null },
    { id: workId, title: 'Mine', notes: 'mine', year: null },
  ]
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)
  await expect.poll(async () => (await shown()).sort(byId), patience).toEqual(two.sort(byId))
  await expect.poll(() => readOne(open, asset, assetId), patience).toMatchObject({ workId })
  await quiet()
  await updateWork(workId, { doi, year: 1999 })
  await quiet()
  await expect
    .poll(async () => (await shown()).sort(byId), patience)
    .toEqual(two.map((one) => (one.id === workId ? { ...one, year: 1999 } : one)).sort(byId))
})
