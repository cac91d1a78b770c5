import { WriteBuffer, type WriteBufferOptions } from '../buffer/write-buffer.ts'

let libraries = 0

/** A database suffix that no other test of this process uses. */
export function freshSuffix(): string {
  libraries += 1
  return `_test${libraries}`
}

/** A queue of its own, in memory. */
export function freshBuffer(options: Partial<WriteBufferOptions> = {}): WriteBuffer {
  return new WriteBuffer({ clientId: crypto.randomUUID(), suffix: freshSuffix(), ...options })
}
