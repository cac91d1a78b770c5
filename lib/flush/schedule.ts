import { LONGEST_WAIT_MS } from '../kit/due.ts'

export interface Backoff {
  /** The first delay, in milliseconds. */
  retryDelay: number
  /** No delay is longer, in milliseconds, but for what a server asks for. */
  maxRetryDelay: number
}

/**
 * How long to wait before the next try, in milliseconds: exponential with full jitter
 * (aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter); a server's Retry-After wins, up
 * to an hour.
 */
export function nextDelayMs(
  failures: number,
  { retryDelay, maxRetryDelay }: Backoff,
  retryAfterMs: number | null = null,
  random: () => number = Math.random,
): number {
  if (retryAfterMs !== null) return Math.min(retryAfterMs, LONGEST_WAIT_MS)
  const ceiling = Math.min(maxRetryDelay, retryDelay * 2 ** Math.max(0, failures - 1))
  return Math.round(ceiling * random())
}

/** A Retry-After header in milliseconds from now; null where there is none that can be read. */
export function retryAfterMs(header: string | null, nowMs: number): number | null {
  if (header === null || header.trim() === '') return null
  const seconds = Number(header)
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000)
  const at = Date.parse(header)
  return Number.isNaN(at) ? null : Math.max(0, at - nowMs)
}
