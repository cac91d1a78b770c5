import { createHash, randomBytes } from 'node:crypto'

const TOKEN_BYTES = 32

/** A new token: 256 random bits, opaque, marked so that secret scanners know it. */
export function newToken(): string {
  return `deeprecall_${randomBytes(TOKEN_BYTES).toString('base64url')}`
}

/** What is kept of a token or code. They are random, so a plain SHA-256 needs no salt. */
export function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}
