import { expect, it } from 'vitest'
import { limitChanges } from './change-rate.ts'

it('takes so many changes of an owner in a second, and as many in the next', () => {
  const limit = limitChanges(10)
  limit('a', 10, 5_000)
  limit('b', 10, 5_000)
  expect(() => limit('a', 1, 5_999)).toThrow(/Too many changes/)
  limit('a', 10, 6_000)
})

it('begins anew where the clock was set back, instead of waiting for it to catch up', () => {
  const limit = limitChanges(10)
  limit('a', 10, 3_600_000)
  limit('a', 10, 0)
  expect(() => limit('a', 1, 1)).toThrow(/Too many changes/)
})
