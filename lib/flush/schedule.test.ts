import fc from 'fast-check'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { applyAll } from '../testing/batch-server.ts'
import { freshBuffer } from '../testing/indexeddb.ts'
import { sendJson, startLoopback } from '../testing/loopback.ts'
import { workInsert } from '../testing/works.ts'
import { noteOnline } from './memory.ts'
import { nextDelayMs, retryAfterMs } from './schedule.ts'
import { getFlushWorker, initFlushWorker } from './worker.ts'

const backoff = { retryDelay: 1000, maxRetryDelay: 30_000 }
const longest = () => 1

let server: Awaited<ReturnType<typeof startLoopback>>
let buffer: ReturnType<typeof freshBuffer>
let now: number

beforeEach(async () => {
  now = Date.now()
  buffer = freshBuffer({ now: () => now })
  server = await startLoopback((_, response) => sendJson(response, 408, {}))
})
afterEach(async () => {
  getFlushWorker()?.stop()
  await server.close()
})

/** How long each of so many tries in a row has to be waited for after it, in milliseconds. */
async function delays(count: number, options = {}): Promise<number[]> {
  const waits: number[] = []
  const settings = { apiBase: server.url, buffer, now: () => now, random: longest, ...options }
  for (let n = 0; n < count; n++) {
    const outcome = await initFlushWorker(settings).flush({ patient: true })
    if (outcome.kind !== 'waiting') throw new Error(`unexpected: ${outcome.kind}`)
    waits.push(outcome.delayMs)
    now += outcome.delayMs
  }
  return waits
}

it('F18 doubles the delay up to its limit', () => {
  const delays = [1, 2, 3, 4, 5, 6, 7].map((n) => nextDelayMs(n, backoff, null, longest))
  expect(delays).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000])
})

it('F18 spreads the delays over the whole range, and never beyond it', () => {
  expect(nextDelayMs(3, backoff, null, () => 0)).toBe(0)
  expect(nextDelayMs(3, backoff, null, () => 0.5)).toBe(2000)
  const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2_000 }), chance, (failures, random) => {
      const delay = nextDelayMs(failures, backoff, null, () => random)
      expect(delay).toBeGreaterThanOrEqual(0)
      expect(delay).toBeLessThanOrEqual(Math.min(30_000, 1000 * 2 ** (failures - 1)))
    }),
  )
})

it('F18 obeys a Retry-After, in seconds or as a date', () => {
  expect(nextDelayMs(1, backoff, retryAfterMs('120', 0), longest)).toBe(120_000)
  expect(nextDelayMs(9, backoff, 500, longest)).toBe(500)
  expect(nextDelayMs(1, backoff, retryAfterMs('86400', 0), longest)).toBe(3_600_000)
  expect(retryAfterMs('Thu, 01 Jan 1970 00:01:00 GMT', 20_000)).toBe(40_000)
  expect(retryAfterMs('Thu, 01 Jan 1970 00:01:00 GMT', 90_000)).toBe(0)
  expect(retryAfterMs('soon', 0)).toBeNull()
  expect(retryAfterMs(' ', 0)).toBeNull()
  expect(retryAfterMs(null, 0)).toBeNull()
})

it('F18 B-17 waits longer after each failure, by the settings that it is given', async () => {
  await buffer.enqueue(workInsert('patient'))
  expect(await delays(7)).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000])
  await noteOnline(buffer)
  expect(await delays(3, { retryDelay: 50, maxRetryDelay: 120 })).toEqual([50, 100, 120])
})

it('F18 begins anew after a success, and after the network is back', async () => {
  await buffer.enqueue(workInsert('first'))
  expect(await delays(3)).toEqual([1000, 2000, 4000])
  server.answer(applyAll())
  await getFlushWorker()?.flush()
  await buffer.enqueue(workInsert('second'))
  server.answer((_, response) => sendJson(response, 408, {}))
  expect(await delays(2)).toEqual([1000, 2000])
  await noteOnline(buffer)
  expect(await delays(2)).toEqual([1000, 2000])
})

it('F18 lets a Retry-After win, also over an earlier wish to hurry', async () => {
  await buffer.enqueue(workInsert('asked'))
  server.answer((_, response) => sendJson(response, 429, {}, { 'Retry-After': '7' }))
  const settings = { apiBase: server.url, buffer, now: () => now, random: () => 0 }
  expect(await initFlushWorker(settings).flush()).toMatchObject({ delayMs: 7_000 })
  await noteOnline(buffer)
  expect(await initFlushWorker(settings).flush()).toMatchObject({ delayMs: 7_000 })
  expect(server.requests).toHaveLength(1)
  expect(await buffer.getAll()).toMatchObject([{ retry_count: 0 }])
})
