import { expect, it } from 'vitest'
import { objectComplaint } from './json.ts'
import { valueLimits } from './limits.ts'

const nested = (levels: number): object => (levels === 1 ? {} : { a: nested(levels - 1) })
const wide = (keys: number) =>
  Object.fromEntries(Array.from({ length: keys }, (_, n) => [`k${n}`, n]))

it('takes any JSON object within its bounds', () => {
  const { objectKeys, jsonDepth } = valueLimits
  for (const value of [
    {},
    { a: [1, 'b', null, true, { c: {} }] },
    wide(objectKeys),
    nested(jsonDepth),
  ]) {
    expect(objectComplaint(value)).toBeUndefined()
  }
})

it.each<[unknown, RegExp]>([
  [[], /must be/],
  [null, /must be/],
  [undefined, /must be/],
  [new Date(0), /must be/],
  [{ a: new Map() }, /no JSON/],
  [{ a: undefined }, /no JSON/],
  [{ a: Number.NaN }, /no JSON/],
  [{ a: ['\0'] }, /no text/],
  [{ '\ud800': 1 }, /no text/],
  [{ a: 'x'.repeat(65_537) }, /64 KiB/],
  [wide(valueLimits.objectKeys + 1), /more than 200/],
  [{ a: [wide(valueLimits.objectKeys + 1)] }, /more than 200/],
  [nested(valueLimits.jsonDepth + 1), /too deeply/],
])('says what is wrong with %o', (value, complaint) => {
  expect(objectComplaint(value)).toMatch(complaint)
})

it('looks no further than the first part that is wrong', () => {
  const seen: string[] = []
  const watched = new Proxy({ a: '\0', b: 1 } as Record<string, unknown>, {
    get: (of, name) => {
      if (typeof name === 'string') seen.push(name)
      return of[String(name)]
    },
  })
  expect(objectComplaint(watched)).toMatch(/no text/)
  expect(seen).toEqual(['a'])
})
