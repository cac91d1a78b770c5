import serialize from 'canonicalize'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { canonicalJson } from './content.ts'

it('writes any object as RFC 8785 does', () => {
  const key = fc.oneof(fc.string(), fc.constantFrom('1', '10', '9', '__proto__', 'é', '\u{1f600}'))
  const object = fc.object({ key, maxDepth: 3, values: [fc.jsonValue()] })
  fc.assert(
    fc.property(object, (value) => {
      const parsed: object = JSON.parse(JSON.stringify(value))
      expect(canonicalJson(parsed)).toBe(serialize(parsed))
    }),
  )
})

it('leaves out what is absent', () => {
  expect(canonicalJson({ b: undefined, a: null })).toBe('{"a":null}')
})
