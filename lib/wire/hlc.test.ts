import fc from 'fast-check'
import { expect, it } from 'vitest'
import { hlc, hlcAt, hlcTimeMs, tick } from './hlc.ts'

const time = fc.integer({ min: 0, max: 2 ** 47 })

it('orders as text the way its moments are ordered', () => {
  fc.assert(
    fc.property(time, time, (a, b) => {
      expect(hlcAt(a) < hlcAt(b)).toBe(a < b)
    }),
  )
})

it('always ticks upwards, also when the wall clock steps back', () => {
  fc.assert(
    fc.property(fc.array(time, { minLength: 2 }), (times) => {
      let last = hlcAt(0)
      for (const now of times) {
        const next = tick(last, now)
        expect(next > last).toBe(true)
        expect(hlcTimeMs(next)).toBeGreaterThanOrEqual(now)
        expect(hlc.safeParse(next).success).toBe(true)
        last = next
      }
    }),
  )
})

it('carries a full counter into the next millisecond', () => {
  expect(tick(hlcAt(5, 0xffff), 3)).toBe(hlcAt(6, 0))
})
