import '../testing/dom.ts'
import { cleanup, renderHook, waitFor } from '@testing-library/react'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { ECHO_MS } from '../overlay/settle.ts'
import { type Device, openDevice } from '../testing/device.ts'
import { type LiveServer, startLiveServer } from '../testing/live-server.ts'
import { addToActivity, createActivity } from './activities.ts'
import { createPdfAnnotation } from './annotations.ts'
import { createCard, reviewCard, useCard } from './cards.ts'
import { addToCollection, createCollection, useCollectionContents } from './collections.ts'
import { addEdge, removeEdge } from './edges.ts'
import { newSchedule, scheduleFromLogs } from './fsrs.ts'
import { useReviewLogs } from './review-logs.ts'
import { createWork } from './works.ts'

let server: LiveServer
let mine: Device
let theirs: Device

beforeAll(async () => {
  server = await startLiveServer()
})
afterAll(() => server.close())

beforeEach(() => {
  mine = openDevice(server)
  theirs = openDevice(server)
})
afterEach(() => {
  cleanup()
  for (const device of [mine, theirs]) device.close()
})

// What changes here comes from servers and databases: React is told of nothing in advance.
Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: false })

const patience = { timeout: 25_000 }
/** A delete is taken as shown at the latest when ECHO_MS are over. */
const settling = { timeout: ECHO_MS + 15_000 }

/** Does something on a device, without sending it. */
function on<T>(device: Device, act: () => Promise<T>): Promise<T> {
  device.use()
  return act()
}

/** Sends what both have, and waits until each shows a row of the other's. */
async function sync(): Promise<void> {
  for (const device of [mine, theirs]) await device.send()
  for (const device of [mine, theirs])
    await expect.poll(async () => (await device.waiting()).length, settling).toBe(0)
}

/** What a hook shows on a device. */
function shown<T>(device: Device, hook: () => T): () => T {
  device.use()
  const { result } = renderHook(hook)
  return () => result.current
}

it('F40 B-14 an activity reaches the other device whole, with what was put into it', async () => {
  const data = {
    title: 'Topology',
    activityType: 'course' as const,
    description: 'Point sets first',
    institution: 'ETH Zürich',
    participants: [{ family: 'Noether', given: 'Emmy', role: 'lecturer' }],
    startsOn: '2026-09',
  }
  const { id } = await on(mine, () => createActivity(data))
  const work = await on(mine, () => createWork({ title: 'Munkres' }))
  await on(mine, () => addToActivity(id, work.id))
  await sync()
  await expect.poll(() => theirs.row('activities', id), patience).toMatchObject(data)
  const contents = shown(theirs, () => useCollectionContents(id))
  await waitFor(() => expect(contents().data).toMatchObject([{ row: { id: work.id } }]), patience)
}, 180_000)

it('F41 two devices put a work at the same place offline: both stay, in one order on both', async () => {
  const { id } = await on(mine, () => createCollection({ name: 'Shared', ordered: true }))
  const works = []
  for (const title of ['first', 'last', 'mine', 'theirs'])
    works.push(await on(mine, () => createWork({ title })))
  const [first = '', last = '', own = '', other = ''] = works.map((one) => one.id)
  for (const one of [first, last]) await on(mine, () => addToCollection(id, one))
  await sync()
  const onMine = shown(mine, () => useCollectionContents(id))
  const onTheirs = shown(theirs, () => useCollectionContents(id))
  await waitFor(() => expect(onTheirs().data).toHaveLength(2), patience)
  await on(mine, () => addToCollection(id, own, { after: first }))
  await on(theirs, () => addToCollection(id, other, { after: first }))
  await sync()
  const ids = (contents: typeof onMine) => contents().data.map(({ row }) => row.id)
  await waitFor(() => expect(ids(onMine)).toHaveLength(4), patience)
  await waitFor(() => expect(ids(onTheirs)).toEqual(ids(onMine)), patience)
  expect([ids(onMine)[0], ids(onMine)[3]]).toEqual([first, last])
}, 180_000)

it('F42 the same edge made on two devices is one row; removed on one, it is back from the other', async () => {
  const a = await on(mine, () => createWork({ title: 'A' }))
  const b = await on(mine, () => createWork({ title: 'B' }))
  const edge = { relation: 'cites', fromId: a.id, toId: b.id } as const
  const { id } = await on(mine, () => addEdge({ ...edge, label: 'p. 3' }))
  expect((await on(theirs, () => addEdge(edge))).id).toBe(id)
  await sync()
  const { rows } = await server.pool.query('SELECT label FROM edges WHERE from_id = $1', [a.id])
  expect(rows).toEqual([{ label: 'p. 3' }])
  await expect.poll(() => theirs.row('edges', id), patience).toMatchObject({ label: 'p. 3' })
  await on(theirs, () => removeEdge('cites', a.id, b.id))
  await sync()
  await expect.poll(() => mine.row('edges', id), patience).toBeUndefined()
  await on(mine, () => addEdge(edge))
  await sync()
  await expect.poll(() => theirs.row('edges', id), patience).toMatchObject({ label: 'p. 3' })
}, 180_000)

it('F43 the same place marked on two devices is one annotation, with what both said of it', async () => {
  const rects = [{ x: 0.1, y: 0.2, width: 0.3, height: 0.02 }]
  const place = { sha256: 'cd'.repeat(32), page: 1, shape: 'highlight' as const, rects }
  const { id } = await on(mine, () => createPdfAnnotation(place, { notes: 'mine', tags: ['a'] }))
  await on(theirs, () => createPdfAnnotation(place, { color: '#fbbf24', tags: ['b'] }))
  await sync()
  const both = { notes: 'mine', color: '#fbbf24' }
  for (const device of [mine, theirs]) {
    await expect.poll(() => device.row('annotations', id), patience).toMatchObject(both)
    const tags = expect.arrayContaining(['a', 'b'])
    expect(await device.row('annotations', id)).toMatchObject({ tags })
  }
}, 180_000)

it('F44 two devices that review one card offline lose no log, and come to one schedule', async () => {
  const now = Date.parse('2026-05-01T10:00:00.000Z')
  const at = (minutes: number) => new Date(now + minutes * 60_000)
  const { id } = await on(mine, () => createCard({ front: 'Q' }, at(0)))
  await sync()
  await expect.poll(() => theirs.row('cards', id), patience).toBeDefined()
  const card = { id, schedule: newSchedule(at(0)) }
  await on(mine, () => reviewCard(card, 3, at(5)))
  await on(theirs, () => reviewCard(card, 1, at(9)))
  await sync()
  for (const device of [mine, theirs]) {
    const logs = shown(device, () => useReviewLogs(id))
    await waitFor(() => expect(logs().data).toHaveLength(2), patience)
    const schedule = scheduleFromLogs(logs().data)
    const seen = shown(device, () => useCard(id))
    await waitFor(() => expect(seen().data?.schedule).toEqual(schedule), patience)
    expect(schedule?.reps).toBe(2)
  }
}, 180_000)
