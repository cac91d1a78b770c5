import { afterEach, expect, it, vi } from 'vitest'
import { FLOOR_BYTES, RESERVE_BYTES } from '../kit/room.ts'
import { testDisk } from '../testing/disk.ts'
import { freshBuffer } from '../testing/indexeddb.ts'
import { workInsert } from '../testing/works.ts'
import { StorageBrokenError, StorageFullError } from './storage-errors.ts'
import type { WriteBuffer } from './write-buffer.ts'

const PLENTY = 100 * RESERVE_BYTES

afterEach(() => vi.restoreAllMocks())

/** A queue on a disk with room, with one change that the server has, one that waits, and a logged try. */
async function queueOnDisk(settle: () => Promise<unknown> = async () => {}) {
  const disk = testDisk(PLENTY)
  const buffer = freshBuffer({ room: disk.room, settle })
  const [applied] = await buffer.enqueue([workInsert('applied'), workInsert('earlier')])
  const ids = [applied?.id ?? '']
  await buffer.claim(ids, 'boot')
  await buffer.markApplied(ids, [{ id: ids[0] ?? '', outcome: 'applied', rev: 1 }])
  await buffer.db.attempts.add({ at: 1, ids, outcome: 'settled', delayMs: null } as never) // n is IndexedDB's to give
  return { disk, buffer, ids }
}

const titles = async (buffer: WriteBuffer) =>
  (await buffer.getAll()).map(({ payload }) => payload.title)

/** How many write transactions begin from here on. */
function countWrites(): () => number {
  const begin = vi.spyOn(IDBDatabase.prototype, 'transaction')
  return () => begin.mock.calls.filter(([, mode]) => mode === 'readwrite').length
}

it('R5 stops saving while the reserve is left, says so, and keeps all that was saved', async () => {
  const { disk, buffer } = await queueOnDisk()
  disk.left = RESERVE_BYTES
  await expect(buffer.enqueue(workInsert('new'))).rejects.toThrow(StorageFullError)
  expect(await titles(buffer)).toEqual(['applied', 'earlier'])
  expect(await buffer.account()).toMatchObject({ enqueued: 2, difference: 0 })
})

it('R5 saves again by itself as soon as there is room', async () => {
  const { disk, buffer } = await queueOnDisk()
  disk.left = RESERVE_BYTES
  await expect(buffer.enqueue(workInsert('new'))).rejects.toThrow(StorageFullError)
  disk.left = PLENTY
  await buffer.enqueue(workInsert('new'))
  expect(await titles(buffer)).toEqual(['applied', 'earlier', 'new'])
})

it('R5 forgets first what costs nobody anything, and saves where that has made room', async () => {
  const { disk, buffer } = await queueOnDisk(async () => {
    disk.left = PLENTY
  })
  disk.left = RESERVE_BYTES
  await buffer.enqueue(workInsert('new'))
  expect(await buffer.db.attempts.count()).toBe(0)
})

it('R5 wants room for what is saved beside the reserve', async () => {
  const { disk, buffer } = await queueOnDisk()
  disk.left = RESERVE_BYTES + 100_000
  const long = 'long '.repeat(10_000)
  const large = { ...workInsert('large'), payload: { title: 'large', abstract: long } }
  const withId = (n: number) => ({ ...large, payload: { ...large.payload, id: ID + n } })
  await expect(buffer.enqueue([1, 2].map(withId))).rejects.toThrow(StorageFullError)
  await buffer.enqueue(workInsert('small'))
  expect(await titles(buffer)).toEqual(['applied', 'earlier', 'small'])
})

const ID = '00000000-0000-4000-8000-00000000000'

it('R5 still sends and settles on the reserve, so that what was saved gets to safety', async () => {
  const { disk, buffer } = await queueOnDisk()
  disk.left = FLOOR_BYTES
  const [waiting] = await buffer.peek(1)
  const ids = [waiting?.id ?? '']
  await buffer.claim(ids, 'boot')
  await buffer.markApplied(ids, [{ id: ids[0] ?? '', outcome: 'applied', rev: 2 }])
  await buffer.prune((await buffer.applied()).map(({ seq }) => seq))
  expect(await buffer.account()).toMatchObject({ enqueued: 2, applied: 2, difference: 0 })
})

it('R5 writes nothing at all below the floor, not even to make room', async () => {
  const { disk, buffer, ids } = await queueOnDisk()
  disk.left = FLOOR_BYTES - 1
  const writes = countWrites()
  const tries = [
    buffer.enqueue(workInsert('new')),
    buffer.claim(ids, 'boot'),
    buffer.markApplied(ids),
    buffer.prune([1]),
    buffer.clear({ confirm: true }),
  ]
  const ends = await Promise.allSettled(tries)
  expect(ends.map((end) => end.status === 'rejected' && end.reason.name)).toEqual(
    tries.map(() => 'StorageFullError'),
  )
  expect(writes()).toBe(0)
  expect(await titles(buffer)).toEqual(['applied', 'earlier'])
})

it('R5 writes nothing when a queue is opened that needs nothing', async () => {
  const { buffer } = await queueOnDisk()
  buffer.db.close({ disableAutoOpen: false })
  const put = vi.spyOn(IDBObjectStore.prototype, 'put')
  expect(await titles(buffer)).toEqual(['applied', 'earlier'])
  expect(put).not.toHaveBeenCalled()
})

it.each([
  [
    'with UnknownError',
    new DOMException('Connection is closing because of: IO error', 'UnknownError'),
  ],
  ['without a name', null],
])('R5 says what to do when the browser ends a transaction %s', async (_how, error) => {
  const { buffer } = await queueOnDisk()
  vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementationOnce(() => {
    throw error
  })
  const saved = buffer.enqueue(workInsert('new'))
  await expect(saved).rejects.toThrow(StorageBrokenError)
  await expect(saved).rejects.toThrow('what was saved before is kept')
  expect(await titles(buffer)).toEqual(['applied', 'earlier'])
  await buffer.enqueue(workInsert('new'))
})
