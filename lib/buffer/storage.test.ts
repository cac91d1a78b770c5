import { afterEach, expect, it, vi } from 'vitest'
import { freshBuffer } from '../testing/indexeddb.ts'
import { workInsert } from '../testing/works.ts'
import { StorageFullError } from './storage-errors.ts'
import type { WriteBufferOptions } from './write-buffer.ts'

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

/** Lets the disk be full for so many additions to a store: only here, at IndexedDB's own seam. */
function fullFor(times: number): void {
  const add = IDBObjectStore.prototype.add
  let left = times
  vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(function (
    this: IDBObjectStore,
    ...given: Parameters<typeof add>
  ) {
    if (this.name !== 'queue' || left === 0) return add.apply(this, given)
    left -= 1
    throw new DOMException('the disk is full', 'QuotaExceededError')
  })
}

async function queueWithEcho(options: WriteBufferOptions = {}) {
  const buffer = freshBuffer(options)
  const [applied] = await buffer.enqueue([workInsert('applied'), workInsert('earlier')])
  const ids = [applied?.id ?? '']
  await buffer.claim(ids, 'boot')
  await buffer.markApplied(ids, [{ id: ids[0] ?? '', outcome: 'applied', rev: 1 }])
  await buffer.db.attempts.add({ at: 1, ids, outcome: 'settled', delayMs: null } as never) // n is IndexedDB's to give
  return buffer
}

it('R5 makes room on a full disk by letting go what the server has, and saves', async () => {
  const buffer = await queueWithEcho()
  fullFor(2)
  await buffer.enqueue(workInsert('new'))
  expect((await buffer.getAll()).map(({ payload }) => payload.title)).toEqual(['earlier', 'new'])
  expect(await buffer.db.attempts.count()).toBe(0)
  expect(await buffer.account()).toMatchObject({
    enqueued: 3,
    applied: 1,
    pending: 2,
    difference: 0,
  })
})

it('R5 keeps in sight on a full disk what the mirror does not show yet, where less will do', async () => {
  let settled = 0
  const buffer = await queueWithEcho({ settle: async () => (settled += 1) })
  fullFor(1)
  await buffer.enqueue(workInsert('new'))
  const titles = (await buffer.getAll()).map(({ payload }) => payload.title)
  expect([settled, titles]).toEqual([1, ['applied', 'earlier', 'new']])
  expect(await buffer.db.attempts.count()).toBe(0)
})

it('R5 says what to do when the disk stays full, and keeps what was queued before', async () => {
  const buffer = await queueWithEcho()
  fullFor(3)
  await expect(buffer.enqueue(workInsert('new'))).rejects.toThrow(StorageFullError)
  await expect(freshBuffer().enqueue(workInsert('fits'))).resolves.toHaveLength(1)
  expect((await buffer.getAll()).map(({ payload }) => payload.title)).toEqual(['earlier'])
  expect(await buffer.account()).toMatchObject({
    enqueued: 2,
    applied: 1,
    pending: 1,
    difference: 0,
  })
})

it('R5 names the error when the browser lets nothing be stored', async () => {
  const buffer = freshBuffer()
  vi.spyOn(indexedDB, 'open').mockImplementation(() => {
    throw new DOMException('private browsing', 'InvalidStateError')
  })
  await expect(buffer.enqueue(workInsert('a'))).rejects.toMatchObject({
    name: 'QueueUnavailableError',
    message: expect.stringContaining('private browsing'),
  })
})
