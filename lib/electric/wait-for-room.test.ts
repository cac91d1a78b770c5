import { expect, it } from 'vitest'
import { RESERVE_BYTES } from '../kit/room.ts'
import { testDisk } from '../testing/disk.ts'
import { freshSuffix } from '../testing/indexeddb.ts'
import { emptyBatch, type LogBatch } from './log-batch.ts'
import { openMirror } from './mirror-database.ts'
import { report } from './status.ts'
import { keepReserve, NoRoomError, waitForRoom } from './wait-for-room.ts'

function mirrorOnDisk(left: number) {
  const disk = testDisk(left)
  return { disk, mirror: openMirror(freshSuffix(), disk.room) }
}

/** A batch of one row with a text of so many letters. */
function batchOf(letters: number): LogBatch {
  const batch = emptyBatch()
  const values = { id: 'a', abstract: 'x'.repeat(letters), rev: 1n, authors: [{ family: 'Curie' }] }
  batch.rows.set('a', { whole: true, gone: false, values })
  return batch
}

it('R5 takes a batch only where the reserve is left beside it, and says how much it wants', async () => {
  const { disk, mirror } = mirrorOnDisk(RESERVE_BYTES + 400_000)
  await keepReserve(mirror, batchOf(90_000))
  const refused = await keepReserve(mirror, batchOf(110_000)).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(NoRoomError)
  disk.left = refused instanceof NoRoomError ? refused.bytes : 0
  await keepReserve(mirror, batchOf(110_000))
})

it('R5 tells the pages nothing of a stream while the disk is full: that is written too', async () => {
  const { disk, mirror } = mirrorOnDisk(RESERVE_BYTES - 1)
  await report(mirror, 'works', 'offline')
  expect(await mirror.shapes.count()).toBe(0)
  disk.left = RESERVE_BYTES
  await report(mirror, 'works', 'offline')
  expect(await mirror.shapes.count()).toBe(1)
})

it('R5 waits no longer than a stream is wanted', async () => {
  const { mirror } = mirrorOnDisk(0)
  const stopping = new AbortController()
  const waiting = waitForRoom(mirror, stopping.signal)
  stopping.abort()
  await waiting
})

it('R5 waits for nothing where there is room', async () => {
  const { disk, mirror } = mirrorOnDisk(RESERVE_BYTES)
  await waitForRoom(mirror, AbortSignal.timeout(60_000))
  expect(disk.asked).toBe(1)
})
