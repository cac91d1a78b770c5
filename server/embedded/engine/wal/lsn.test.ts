import { expect, it } from 'vitest'
import { lsnText, parseLsn } from './lsn.ts'

it('reads both halves of an LSN as one number', () => {
  expect(parseLsn('16/B374D848')).toBe(0x16b374d848n)
  expect(parseLsn('0/1')).toBe(1n)
  expect(parseLsn('FFFFFFFF/FFFFFFFF')).toBe(0xffffffffffffffffn)
})

it('keeps the zeros inside the low half', () => {
  expect(parseLsn('1/A')).toBe(0x10000000an)
})

it('writes what it reads', () => {
  for (const text of ['0/0', '1/A', '16/B374D848', 'FFFFFFFF/FFFFFFFF']) {
    expect(lsnText(parseLsn(text))).toBe(text)
  }
})

it('refuses what is no LSN', () => {
  expect(() => parseLsn('120387456')).toThrow('not an LSN')
})
