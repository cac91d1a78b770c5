import fc from 'fast-check'
import { expect, it } from 'vitest'
import { nestsDeeper } from './json-depth.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)

/** How deep a value nests: 0 for what is no list and no object. */
function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  return 1 + Math.max(0, ...Object.values(value).map(depthOf))
}

it('knows the depth of any JSON, whatever its strings hold', () => {
  const tricky = fc.constantFrom('[[[[', '"]', '\\', '\\"{', '}}', 'é[', '\u2028{')
  const value = fc.jsonValue({ depthSize: 'large', stringUnit: 'binary' })
  const nested = fc.array(fc.dictionary(tricky, fc.oneof(tricky, value)), { maxLength: 3 })
  fc.assert(
    fc.property(nested, (json) => {
      const bytes = bytesOf(JSON.stringify(json))
      const depth = depthOf(json)
      expect(nestsDeeper(bytes, depth)).toBe(false)
      expect(nestsDeeper(bytes, depth - 1)).toBe(true)
    }),
  )
})

it('never lets a parser go deeper than it says, whatever the text is', () => {
  const signs = fc.constantFrom(...'[]{}",:\\1 ')
  fc.assert(
    fc.property(fc.array(signs, { maxLength: 30 }), fc.nat({ max: 4 }), (list, max) => {
      const text = list.join('')
      if (nestsDeeper(bytesOf(text), max)) return
      let parsed: unknown
      try {
        parsed = JSON.parse(text)
      } catch {
        return
      }
      expect(depthOf(parsed)).toBeLessThanOrEqual(max)
    }),
    { numRuns: 3000 },
  )
})

it.each([
  ['', false],
  ['"', false],
  ['"\\', false],
  ['"[[[', false],
  [']]][[', false],
  ['[[[', true],
  ['[{"a":[', true],
  ['"\\\\"[[[', true],
  ['"\\"[[["', false],
])('looks at %j and says %j for two levels', (text, deeper) => {
  expect(nestsDeeper(bytesOf(text), 2)).toBe(deeper)
})
