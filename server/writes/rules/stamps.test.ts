import { describe, expect, it } from 'vitest'
import { hlcAt } from '../../../lib/wire/hlc.ts'
import { acceptedHlc, clamp, MAX_AHEAD_MS, type Stamp, type Writer } from './stamps.ts'

const NOW_MS = 1_700_000_000_000
const stamp: Stamp = { hlc: hlcAt(NOW_MS), client: 'b', seq: 5, rev: 3 }
const by = (about: Partial<Writer>): Writer => ({
  ...{ client: 'b', seq: null, hlc: hlcAt(NOW_MS - 1), baseRev: null, ...about },
})

describe('a clock', () => {
  it('is taken as it is up to five seconds from now', () => {
    expect(MAX_AHEAD_MS).toBe(5_000)
    for (const aheadMs of [-1_000_000, 0, 4_999, 5_000]) {
      expect(clamp(hlcAt(NOW_MS + aheadMs), NOW_MS)).toBe(hlcAt(NOW_MS + aheadMs))
    }
  })

  it('is cut at five seconds from now', () => {
    expect(clamp(hlcAt(NOW_MS + 5_000, 1), NOW_MS)).toBe(hlcAt(NOW_MS + 5_000))
    expect(clamp('f'.repeat(16), NOW_MS)).toBe(hlcAt(NOW_MS + 5_000))
  })
})

describe('a write', () => {
  it('is accepted where nobody wrote before, with its own clock', () => {
    expect(acceptedHlc(undefined, by({ hlc: hlcAt(1) }))).toBe(hlcAt(1))
  })

  it('is accepted with a later clock, and refused with an earlier one', () => {
    expect(acceptedHlc(stamp, by({ hlc: hlcAt(NOW_MS, 1), client: 'a' }))).toBe(hlcAt(NOW_MS, 1))
    expect(acceptedHlc(stamp, by({ client: 'z' }))).toBeUndefined()
  })

  it('wins a tie by its client, and not against itself', () => {
    expect(acceptedHlc(stamp, by({ hlc: stamp.hlc, client: 'c' }))).toBe(stamp.hlc)
    expect(acceptedHlc(stamp, by({ hlc: stamp.hlc, client: 'a' }))).toBeUndefined()
    expect(acceptedHlc(stamp, by({ hlc: stamp.hlc }))).toBeUndefined()
  })

  it('that is a client’s next one is accepted just above what it replaces', () => {
    expect(acceptedHlc(stamp, by({ seq: 6 }))).toBe(hlcAt(NOW_MS, 1))
    expect(acceptedHlc(stamp, by({ seq: 5 }))).toBeUndefined()
    expect(acceptedHlc(stamp, by({ seq: 4 }))).toBeUndefined()
    expect(acceptedHlc(stamp, by({ seq: 6, client: 'a' }))).toBeUndefined()
    expect(acceptedHlc({ ...stamp, seq: null }, by({ seq: 6 }))).toBeUndefined()
    expect(acceptedHlc({ ...stamp, seq: -1 }, by({ seq: null }))).toBeUndefined()
  })

  it('by somebody who had seen the stamp is accepted just above it', () => {
    for (const baseRev of [3, 4]) {
      expect(acceptedHlc(stamp, by({ client: 'a', baseRev }))).toBe(hlcAt(NOW_MS, 1))
    }
    expect(acceptedHlc(stamp, by({ client: 'a', baseRev: 2 }))).toBeUndefined()
    expect(acceptedHlc({ ...stamp, rev: 0 }, by({ client: 'a', baseRev: null }))).toBeUndefined()
  })
})
