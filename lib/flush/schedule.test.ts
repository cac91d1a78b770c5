import { expect, it } from 'vitest'
import { nextDelayMs, retryAfterMs } from './schedule.ts'

const backoff = { retryDelay: 1000, maxRetryDelay: 30_000 }
const longest = () => 1

it('F18 doubles the delay up to its limit', () => {
  const delays = [1, 2, 3, 4, 5, 6, 7].map((n) => nextDelayMs(n, backoff, null, longest))
  expect(delays).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000])
})

it('F18 spreads the delays over the whole range', () => {
  expect(nextDelayMs(3, backoff, null, () => 0)).toBe(0)
  expect(nextDelayMs(3, backoff, null, () => 0.5)).toBe(2000)
})

it('F18 obeys a Retry-After, in seconds or as a date', () => {
  expect(nextDelayMs(1, backoff, retryAfterMs('120', 0), longest)).toBe(120_000)
  expect(retryAfterMs('Thu, 01 Jan 1970 00:01:00 GMT', 20_000)).toBe(40_000)
  expect(retryAfterMs('soon', 0)).toBeNull()
  expect(retryAfterMs(null, 0)).toBeNull()
})
