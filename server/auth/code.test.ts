import { expect, it } from 'vitest'
import { CODE_SIGNS, newCode, normaliseCode } from './code.ts'

it('makes codes of at least 40 bits that nobody misreads', () => {
  const codes = Array.from({ length: 500 }, newCode)
  expect(new Set(codes).size).toBe(500)
  expect(CODE_SIGNS * 5).toBeGreaterThanOrEqual(40)
  for (const code of codes) {
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/)
    expect(normaliseCode(code)).toBe(code.replace('-', ''))
  }
})

it('reads letters that look like digits as digits', () => {
  expect(normaliseCode(' oi1l0-abcde\n')).toBe('01110ABCDE')
})
