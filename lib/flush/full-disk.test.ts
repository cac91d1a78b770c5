import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { FLOOR_BYTES, RESERVE_BYTES } from '../kit/room.ts'
import { applyAll, batchAnswer, changesIn } from '../testing/batch-server.ts'
import { type TestDisk, testDisk } from '../testing/disk.ts'
import { freshBuffer } from '../testing/indexeddb.ts'
import { sendJson, startLoopback } from '../testing/loopback.ts'
import { workInsert } from '../testing/works.ts'
import { getFlushWorker, initFlushWorker } from './worker.ts'

const PLENTY = 100 * RESERVE_BYTES
const FULL = { kind: 'waiting', reason: 'the disk is full', delayMs: expect.any(Number) }

let server: Awaited<ReturnType<typeof startLoopback>>
let disk: TestDisk
let buffer: ReturnType<typeof freshBuffer>

beforeEach(async () => {
  disk = testDisk(PLENTY)
  buffer = freshBuffer({ room: disk.room })
  server = await startLoopback(applyAll())
})
afterEach(async () => {
  getFlushWorker()?.stop()
  await server.close()
})

const worker = () => initFlushWorker({ apiBase: server.url, buffer, random: () => 1 })
const statuses = async () => (await buffer.getAll()).map((change) => change.status)
const sent = () => server.requests.flatMap(({ body }) => changesIn(body).map(({ id }) => id))

it('R5 sends nothing on a full disk, says why, and goes on when there is room', async () => {
  await buffer.enqueue(workInsert('waits'))
  disk.left = FLOOR_BYTES - 1
  expect(await worker().flush()).toEqual(FULL)
  expect(server.requests).toEqual([])
  disk.left = PLENTY
  expect(await worker().flush()).toEqual({ kind: 'drained' })
  expect(await statuses()).toEqual(['applied'])
})

it('R5 drains the queue while nothing new may be saved, so that what was saved gets to safety', async () => {
  await buffer.enqueue(workInsert('waits'))
  disk.left = FLOOR_BYTES
  expect(await worker().flush()).toEqual({ kind: 'drained' })
})

it('R5 notes nothing when the disk fills while a request is under way, and sends it again later', async () => {
  const [{ id = '' } = {}] = await buffer.enqueue(workInsert('under way'))
  server.answer((request, response) => {
    disk.left = 0
    applyAll()(request, response)
  })
  expect(await worker().flush()).toEqual(FULL)
  expect(await statuses()).toEqual(['syncing'])
  expect(await buffer.db.attempts.count()).toBe(0)
  disk.left = PLENTY
  server.answer(applyAll())
  expect(await worker().flush()).toEqual({ kind: 'drained' })
  expect(sent()).toEqual([id, id])
  expect(await buffer.account()).toMatchObject({ enqueued: 1, applied: 1, difference: 0 })
})

it('R5 counts nothing against a change when the disk fills before the network fails', async () => {
  await buffer.enqueue(workInsert('under way'))
  server.answer((_request, response) => {
    disk.left = 0
    response.destroy()
  })
  expect(await worker().flush()).toEqual(FULL)
  disk.left = PLENTY
  server.answer(applyAll())
  expect(await worker().flush()).toEqual({ kind: 'drained' })
  expect(await buffer.getAll()).toMatchObject([{ status: 'applied', retry_count: 0 }])
})

it('R5 makes no mirror load again for another database that is told of on a full disk', async () => {
  await buffer.enqueue(workInsert('first'))
  await worker().flush()
  await buffer.enqueue(workInsert('second'))
  let reloads = 0
  const onNewEpoch = async () => {
    reloads += 1
  }
  const restored = initFlushWorker({ apiBase: server.url, buffer, onNewEpoch })
  server.answer((request, response) => {
    disk.left = 0
    sendJson(response, 200, { ...batchAnswer(changesIn(request.body)), epoch: 'restored' })
  })
  expect(await restored.flush()).toEqual(FULL)
  expect(reloads).toBe(0)
})

it('R5 takes a disk that fails for what it is, not for a crash, and goes on when it works again', async () => {
  await buffer.enqueue(workInsert('waits'))
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('Connection is closing because of: IO error', 'UnknownError')
  })
  expect(await worker().flush()).toEqual({ ...FULL, reason: 'the disk fails' })
  put.mockRestore()
  expect(await worker().flush()).toEqual({ kind: 'drained' })
})
