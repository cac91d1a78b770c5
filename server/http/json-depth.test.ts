import fc from 'fast-check'
import { expect, it } from 'vitest'
import { capDepth } from './json-depth.ts'

function capped(text: string, max: number): string {
  const bytes = new TextEncoder().encode(text)
  capDepth(bytes, max)
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
}

/** A value in which whatever is at level `max` is empty. */
function emptied(value: unknown, max: number): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return max === 1 ? [] : value.map((part) => emptied(part, max - 1))
  const parts = max === 1 ? [] : Object.entries(value)
  return Object.fromEntries(parts.map(([key, part]) => [key, emptied(part, max - 1)]))
}

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  return 1 + Math.max(0, ...Object.values(value).map(depthOf))
}

it('leaves any JSON as it is, but for what is at the last level, whatever its strings hold', () => {
  const tricky = fc.constantFrom('[[[[', '"]', '\\', '\\"{', '}}', 'é[', '\u2028{')
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof({ depthSize: 'large', withCrossShrink: true }, tricky, tie('list'), tie('keys')),
    list: fc.array(tie('tree'), { maxLength: 4 }),
    keys: fc.dictionary(tricky, tie('tree'), { maxKeys: 4 }),
  }))
  const spaces = fc.constantFrom(0, 1, '\t')
  fc.assert(
    fc.property(tree, fc.integer({ min: 1, max: 6 }), spaces, (value, max, space) => {
      const text = JSON.stringify(value, null, space)
      expect(JSON.parse(capped(text, max))).toEqual(emptied(value, max))
    }),
    { numRuns: 500 },
  )
})

it('lets no parser get deeper, whatever the text is', () => {
  const signs = fc.constantFrom(...'[]{}",:\\1 ')
  fc.assert(
    fc.property(fc.array(signs, { maxLength: 30 }), fc.integer({ min: 1, max: 4 }), (list, max) => {
      let parsed: unknown
      try {
        parsed = JSON.parse(capped(list.join(''), max))
      } catch {
        return
      }
      expect(depthOf(parsed)).toBeLessThanOrEqual(max)
    }),
    { numRuns: 3000 },
  )
})

it.each([
  ['', ''],
  ['"[[[', '"[[['],
  [']]][[', ']]][['],
  ['[[[[', '[[  '],
  ['[{"a":[1]}]', '[{       }]'],
  ['[["\\\\]",[2]],3]', '[[         ],3]'],
  ['["\\"[[[",[[]]]', '["\\"[[[",[  ]]'],
])('makes of %j at the second level %j', (text, expected) => {
  expect(capped(text, 2)).toBe(expected)
})
