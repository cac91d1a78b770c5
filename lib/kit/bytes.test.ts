import { expect, it } from 'vitest'
import { cutToBytes, fitsBytes, utf8Bytes } from './bytes.ts'

it('counts UTF-8 bytes, not UTF-16 units', () => {
  expect(utf8Bytes('aé漢😀')).toBe(1 + 2 + 3 + 4)
})

it('tells whether a text fits, at the very edge', () => {
  expect(fitsBytes('漢漢', 6)).toBe(true)
  expect(fitsBytes('漢漢', 5)).toBe(false)
  expect(fitsBytes('abcdef', 6)).toBe(true)
  expect(fitsBytes('abcdefg', 6)).toBe(false)
})

it('cuts between characters, never inside one', () => {
  expect(cutToBytes('ab😀cd', 5)).toBe('ab')
  expect(cutToBytes('ab😀cd', 6)).toBe('ab😀')
  expect(cutToBytes('short', 100)).toBe('short')
})
