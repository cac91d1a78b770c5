import type { ChangeError } from '../wire/batch.ts'
import type { WriteChange } from './change.ts'

/** How often the server may refuse one change before it is parked, and how long to wait in between. */
export interface RetryPolicy {
  maxRetries: number
  delayMs: (retry: number) => number
}

/**
 * What a server's refusal makes of a change: a retryable one goes back to wait, a final one, or one
 * that was refused `maxRetries` times, is parked.
 */
export function outcomeOf(
  change: WriteChange,
  error: ChangeError,
  policy: RetryPolicy,
  nowMs: number,
): Partial<WriteChange> {
  const retries = change.retry_count + 1
  const refused = { retry_count: retries, error: error.error, code: error.code }
  return error.retryable && retries < policy.maxRetries
    ? { ...refused, status: 'pending', next_attempt_at: nowMs + policy.delayMs(retries) }
    : { ...refused, status: 'error' }
}
