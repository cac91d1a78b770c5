import { describe, expect, it } from 'vitest'
import { valueLimits } from '../../../lib/schema/limits.ts'
import type { Merging } from './cells.ts'
import { mergeElements, mergeKeys } from './parts.ts'
import type { Stamps } from './stamps.ts'

const merging = (): Merging => ({
  by: { client: 'a', seq: 1, hlc: '0001', baseRev: null },
  tally: { changed: false, lost: false, top: undefined, full: false, left: [] },
})

const names = (count: number, head = 'n') => Array.from({ length: count }, (_, n) => `${head}${n}`)
const stampsOf = (of: string[]): Stamps =>
  Object.fromEntries(of.map((name) => [name, { hlc: '0000', client: 'b', seq: 1, rev: 1 }]))

/** Whether a set that has these members and stamps has no room for a patch. */
function isFull(
  before: string[],
  stamps: Stamps,
  patch: { add?: string[]; remove?: string[] },
): boolean {
  const one = merging()
  mergeElements(before, stamps, { add: [], remove: [], ...patch }, one)
  return one.tally.full
}

describe('a set', () => {
  const most = names(valueLimits.arrayItems)

  it('takes as many members as it may have, and not one more', () => {
    expect(isFull([], {}, { add: most })).toBe(false)
    expect(isFull(most, {}, { add: ['x'] })).toBe(true)
    expect(isFull(most, {}, { add: ['x'], remove: ['n0'] })).toBe(false)
  })

  it('may lose members where it has too many', () => {
    expect(isFull([...most, 'x', 'y'], {}, { remove: ['x'] })).toBe(false)
  })

  it('takes stamps of what is gone up to their limit, and writes over those it has', () => {
    const stamps = stampsOf(names(valueLimits.stampedParts))
    expect(isFull([], stampsOf(names(valueLimits.stampedParts - 1)), { remove: ['x'] })).toBe(false)
    expect(isFull([], stamps, { remove: ['x'] })).toBe(true)
    expect(isFull([], stamps, { add: ['n0'] })).toBe(false)
  })

  it('takes long names up to what they may be together', () => {
    const half = valueLimits.stampedText / 2
    const stamps = stampsOf(['x'.repeat(half)])
    expect(isFull([], stamps, { remove: ['y'.repeat(half)] })).toBe(false)
    expect(isFull([], stamps, { remove: ['y'.repeat(half + 1)] })).toBe(true)
  })
})

describe('an object', () => {
  const most = Object.fromEntries(names(valueLimits.objectKeys).map((name) => [name, 1]))
  const isOverfull = (keys: Record<string, unknown>) => {
    const one = merging()
    mergeKeys(most, {}, keys, one)
    return one.tally.full
  }

  it('takes as many keys as it may have, and not one more', () => {
    expect(isOverfull({ n0: 2 })).toBe(false)
    expect(isOverfull({ x: 1 })).toBe(true)
    expect(isOverfull({ x: 1, n0: null })).toBe(false)
  })
})
