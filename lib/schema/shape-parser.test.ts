import { expect, it } from 'vitest'
import { shapeParser } from './shape-parser.ts'

it.each([
  ['2026-05-03 10:00:00.123+00', '2026-05-03T10:00:00.123Z'],
  ['2026-05-03 10:00:00+00', '2026-05-03T10:00:00.000Z'],
  ['0001-01-02 00:00:00.037+00', '0001-01-02T00:00:00.037Z'],
  ['2026-05-03 10:00:00+05:30', '2026-05-03T04:30:00.000Z'],
])('reads the instant %s', (text, iso) => {
  expect(shapeParser.timestamptz(text)).toBe(iso)
})

it('reads an int8 as a number', () => {
  expect(shapeParser.int8('9007199254740991')).toBe(Number.MAX_SAFE_INTEGER)
})
