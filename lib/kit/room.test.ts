import { expect, it } from 'vitest'
import { testDisk } from '../testing/disk.ts'
import { Room, type StorageAnswer } from './room.ts'

const GB = 1_000_000_000

/** A room of which the browser says this. */
const told = (answer: () => Promise<StorageAnswer>) => new Room({ estimate: answer, now: () => 0 })

it('knows how much of the disk is left', async () => {
  const { room } = testDisk(100)
  expect([await room.has(100), await room.has(101)]).toEqual([true, false])
})

it('asks once for as long as nobody can have filled the disk', async () => {
  let nowMs = 0
  const disk = testDisk(10 * GB, () => nowMs)
  await disk.room.has(2 * GB)
  nowMs = 2_000
  await disk.room.has(2 * GB)
  expect(disk.asked).toBe(1)
  disk.left = GB
  nowMs = 4_001
  expect(await disk.room.has(2 * GB)).toBe(false)
})

it('fetches the next answer before anybody has to wait for it', async () => {
  let nowMs = 0
  const disk = testDisk(10 * GB, () => nowMs)
  await disk.room.has(2 * GB)
  nowMs = 2_001
  await disk.room.has(2 * GB)
  expect(disk.asked).toBe(2)
  await expect.poll(() => disk.room.has(2 * GB)).toBe(true)
  nowMs = 4_001
  await disk.room.has(2 * GB)
  expect(disk.asked).toBe(2)
})

it('keeps no answer for longer than ten seconds, however large the disk is', async () => {
  let nowMs = 0
  const disk = testDisk(1_000 * GB, () => nowMs)
  await disk.room.has(1)
  disk.left = 0
  nowMs = 10_001
  expect(await disk.room.has(1)).toBe(false)
})

it('asks afresh each time while there is not enough, and so notices at once when there is', async () => {
  const disk = testDisk(50)
  expect(await disk.room.has(51)).toBe(false)
  disk.left = 51
  expect(await disk.room.has(51)).toBe(true)
})

it('asks once for all who ask at the same time', async () => {
  const disk = testDisk(50)
  await Promise.all([disk.room.has(60), disk.room.has(70), disk.room.has(10)])
  expect(disk.asked).toBe(1)
})

it.each<[string, () => Promise<StorageAnswer>]>([
  ['is a share of the disk, as Firefox says it', async () => ({ quota: 10, usage: 10 })],
  ['has no figures', async () => ({ usageDetails: {} })],
  ['makes no sense', async () => ({ quota: 1, usage: 2, usageDetails: {} })],
  ['is a failure', () => Promise.reject(new Error('the database of quotas is broken'))],
])('goes on as if there were room where the answer %s', async (_what, answer) => {
  expect(await told(answer).has(GB)).toBe(true)
})

it('goes on as if there were room where there is nobody to ask', async () => {
  expect(await new Room({ estimate: undefined }).has(GB)).toBe(true)
})

it('takes a browser that falls silent at its last word', async () => {
  const answers = [Promise.resolve({ quota: 50, usage: 0, usageDetails: {} })]
  const room = told(() => answers.shift() ?? new Promise(() => {}))
  expect([await room.has(60), await room.has(60), await room.has(40)]).toEqual([false, false, true])
})
