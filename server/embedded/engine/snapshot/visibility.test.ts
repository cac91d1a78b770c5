import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseVisibility, sees } from './visibility.ts'

it('reads a snapshot with and without running transactions', () => {
  expect(parseVisibility('10:20:10,14,15')).toEqual({
    xmin: 10n,
    xmax: 20n,
    running: [10n, 14n, 15n],
  })
  expect(parseVisibility('10:10:')).toEqual({ xmin: 10n, xmax: 10n, running: [] })
})

it('sees what had ended: before xmin, or between and not running', () => {
  const snapshot = parseVisibility('10:20:10,14')
  const seen = [3, 9, 11, 13, 15, 19]
  const unseen = [10, 14, 20, 21, 4000]
  expect(seen.every((xid) => sees(snapshot, xid))).toBe(true)
  expect(unseen.some((xid) => sees(snapshot, xid))).toBe(false)
})

it('compares 32-bit ids right on both sides of the wrap', () => {
  const epoch = 2 ** 32
  const snapshot = parseVisibility(`${7 * epoch - 5}:${7 * epoch + 5}:${7 * epoch - 3}`)
  expect(sees(snapshot, epoch - 6)).toBe(true)
  expect(sees(snapshot, epoch - 3)).toBe(false)
  expect(sees(snapshot, epoch - 2)).toBe(true)
  expect(sees(snapshot, 4)).toBe(true)
  expect(sees(snapshot, 5)).toBe(false)
  expect(sees(snapshot, 900)).toBe(false)
})

it('agrees with 64-bit arithmetic for every id near the snapshot, whatever the epoch', () => {
  const near = fc.bigInt({ min: -1000n, max: 1000n })
  const base = fc.bigInt({ min: 2n ** 31n, max: 2n ** 60n })
  fc.assert(
    fc.property(base, near, fc.uniqueArray(near, { maxLength: 5 }), near, (start, a, ids, b) => {
      const xmin = start + (a < b ? a : b)
      const xmax = start + (a < b ? b : a)
      const running = ids.map((id) => start + id).filter((id) => id >= xmin && id < xmax)
      for (let id = xmin - 3n; id < xmax + 3n; id += 7n) {
        const expected = id < xmin || (id < xmax && !running.includes(id))
        const xid = Number(id & 0xffffffffn)
        expect(sees({ xmin, xmax, running }, xid)).toBe(expected)
      }
    }),
  )
})
