import { delay } from '../lib/kit/delay.ts'

export interface Patience {
  /** What is awaited, as the error says it: "Timed out waiting for {what}". */
  what: string
  /** Default 20 s, for a busy machine. */
  timeoutMs?: number
  /** Default 20 ms. */
  everyMs?: number
}

/**
 * Asks again and again until the answer is truthy, and gives that answer.
 * A condition that throws counts as not yet; its last error is the cause of the timeout's.
 */
export async function waitUntil<T>(
  condition: () => T | Promise<T>,
  { what, timeoutMs = 20_000, everyMs = 20 }: Patience,
): Promise<NonNullable<T>> {
  const end = Date.now() + timeoutMs
  for (let cause: unknown; ; ) {
    try {
      const answer = await condition()
      if (answer) return answer
      cause = undefined
    } catch (error) {
      cause = error
    }
    if (Date.now() >= end) throw timeout(what, timeoutMs, cause)
    await delay(everyMs)
  }
}

function timeout(what: string, timeoutMs: number, cause: unknown): Error {
  const last = cause instanceof Error ? ` (last error: ${cause.message})` : ''
  return new Error(`Timed out after ${timeoutMs} ms waiting for ${what}${last}`, { cause })
}
