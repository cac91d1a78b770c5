import fc from 'fast-check'
import { expect, it } from 'vitest'
import { own, put, sameJson } from './json.ts'

it('finds two JSON values the same where a copy is, in whatever order of keys', () => {
  const reversed = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value
    if (Array.isArray(value)) return value.map(reversed)
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([key, part]) => [key, reversed(part)]),
    )
  }
  const same = fc.property(fc.jsonValue(), (value) => {
    expect(sameJson(value, reversed(value))).toBe(true)
  })
  fc.assert(same)
})

it.each([
  [null, {}],
  [{}, null],
  [{}, []],
  [[], {}],
  [1, '1'],
  [{ a: 1 }, { a: 2 }],
  [{ a: 1 }, { b: 1 }],
  [{ a: undefined }, { b: 1 }],
  [{ a: 1 }, { a: 1, b: 2 }],
  [
    [1, 2],
    [2, 1],
  ],
  [{ toString: 1 }, { valueOf: 1 }],
])('tells %j from %j', (a, b) => {
  expect(sameJson(a, b)).toBe(false)
})

it('knows what an object has itself, and gives it even a __proto__ of its own', () => {
  const object: Record<string, unknown> = {}
  expect(own(object, 'toString')).toBeUndefined()
  put(object, 'a', 1)
  put(object, '__proto__', 2)
  expect([own(object, 'a'), own(object, '__proto__')]).toEqual([1, 2])
  expect(Object.keys(object)).toEqual(['a', '__proto__'])
  expect(Object.getPrototypeOf(object)).toBe(Object.prototype)
})
