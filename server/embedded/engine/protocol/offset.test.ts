import { expect, it } from 'vitest'
import { isAfter, type Offset, offsetText, parseOffset, SNAPSHOT_END } from './offset.ts'

it('reads every form of an offset and writes it back', () => {
  const forms: [string, Offset][] = [
    ['-1', { kind: 'before' }],
    ['now', { kind: 'now' }],
    ['0_0', { kind: 'chunk', index: 0 }],
    ['0_17', { kind: 'chunk', index: 17 }],
    ['0_inf', SNAPSHOT_END],
    ['120387456_6', { kind: 'at', lsn: 120387456n, op: 6 }],
    ['18446744073709551615_0', { kind: 'at', lsn: 18446744073709551615n, op: 0 }],
    ['7_inf', { kind: 'at', lsn: 7n, op: Number.POSITIVE_INFINITY }],
  ]
  for (const [text, offset] of forms) {
    expect(parseOffset(text)).toEqual(offset)
    expect(offsetText(offset)).toBe(text)
  }
})

it('refuses what is no offset', () => {
  for (const text of ['', '0', '-2', '1_-1', '0_', '_0', '1_2_3', '0x1_0', 'NOW', '1.5_0', ' 0_0'])
    expect(parseOffset(text)).toBeUndefined()
})

it('orders by transaction, then by operation', () => {
  const at = (lsn: bigint, op: number) => ({ lsn, op })
  expect(isAfter(at(2n, 0), at(1n, 99))).toBe(true)
  expect(isAfter(at(2n, 2), at(2n, 0))).toBe(true)
  expect(isAfter(at(2n, 0), at(2n, 0))).toBe(false)
  expect(isAfter(at(1n, 0), SNAPSHOT_END)).toBe(true)
})
