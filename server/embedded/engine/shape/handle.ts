import { randomInt } from 'node:crypto'

/** A name that no shape had before, also not in an earlier run: random, and microseconds. */
export function newHandle(nowMs: number = Date.now()): string {
  const micros = Math.trunc(nowMs) * 1000 + randomInt(1000)
  return `${randomInt(2 ** 40)}-${micros}`
}
