import { expect, it } from 'vitest'
import { folded, plain } from './plain.ts'

it.each([
  ['broken\nacross\r\nlines', 'broken across lines'],
  ['  wide\u00a0 \t space ', 'wide space'],
  ['no\u0000thing\u0007 printed', 'nothing printed'],
  ['soft\u00adhyphen', 'softhyphen'],
])('folds %j to %j', (text, shown) => {
  expect(folded(text)).toBe(shown)
  expect(plain(text)).toBe(shown)
})
