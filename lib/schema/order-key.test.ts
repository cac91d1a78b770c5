import fc from 'fast-check'
import { generateKeyBetween } from 'fractional-indexing'
import { expect, it } from 'vitest'
import { isOrderKey } from './order-key.ts'

function packageTakes(key: string): boolean {
  try {
    generateKeyBetween(key, null)
    return true
  } catch {
    return false // the package says no by throwing
  }
}

it('knows an order key as the package does', () => {
  const digits = fc.string({ unit: fc.constantFrom(...'0019AZYaz'), minLength: 1, maxLength: 32 })
  fc.assert(
    fc.property(digits, (key) => {
      expect(isOrderKey(key)).toBe(packageTakes(key))
    }),
    { numRuns: 2_000, examples: [['a0'], ['a00'], [`A${'0'.repeat(26)}`], ['0'], ['é1']] },
  )
})

it('knows every key that the package makes, however the list grows', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 200 }), (places) => {
      const keys: string[] = []
      for (const place of places) {
        const at = place % (keys.length + 1)
        keys.splice(at, 0, generateKeyBetween(keys[at - 1] ?? null, keys[at] ?? null))
      }
      expect(keys.every(isOrderKey)).toBe(true)
      expect([...keys].sort()).toEqual(keys)
    }),
  )
})
