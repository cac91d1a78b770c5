import { randomInt } from 'node:crypto'

/** Crockford's alphabet: 32 signs, none of which is read as another. */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** 10 signs of 5 bits: more than a thousand guesses a code's lifetime could ever find. */
export const CODE_SIGNS = 10

/** A new pairing code as a person types it, `7K2MQ-9XW4B`. */
export function newCode(): string {
  const signs = Array.from({ length: CODE_SIGNS }, () => SIGNS[randomInt(SIGNS.length)])
  return `${signs.slice(0, 5).join('')}-${signs.slice(5).join('')}`
}

/** A typed code as it was meant: any case, with or without dashes and spaces, O for 0, I or L for 1. */
export function normaliseCode(typed: string): string {
  const signs = typed.toUpperCase().replace(/[\s-]/g, '')
  return signs.replaceAll('O', '0').replace(/[IL]/g, '1')
}
