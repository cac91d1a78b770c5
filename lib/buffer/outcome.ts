import type { ChangeError, ErrorCode } from '../wire/batch.ts'
import type { WriteChange } from './change.ts'

/** How often an older server is asked whether it was updated, in milliseconds. */
const SERVER_UPDATE_MS = 60_000

/** How often the server may refuse one change before it is parked, and how long to wait in between. */
export interface RetryPolicy {
  maxRetries: number
  delayMs: (retry: number) => number
}

/**
 * What a server's refusal makes of a change: a retryable one goes back to wait, a final one, or one
 * that was refused `maxRetries` times, is parked. A server too old for a change says nothing against
 * it: that waits for the server's update, however long, and costs nothing.
 */
export function outcomeOf(
  change: WriteChange,
  error: ChangeError,
  policy: RetryPolicy,
  nowMs: number,
): Partial<WriteChange> {
  if (waitsForServer(error.code)) {
    const next_attempt_at = nowMs + SERVER_UPDATE_MS
    return { status: 'pending', error: error.error, code: error.code, next_attempt_at }
  }
  const retries = change.retry_count + 1
  const refused = {
    retry_count: retries,
    error: error.error,
    code: error.code,
    ...winnerOf(error),
  }
  return error.retryable && retries < policy.maxRetries
    ? { ...refused, status: 'pending', next_attempt_at: nowMs + policy.delayMs(retries) }
    : { ...refused, status: 'error' }
}

/** Codes of a server that is older than this extension: it knows neither the version nor the table. */
export function waitsForServer(code: ErrorCode | undefined): boolean {
  return code === 'TOO_NEW' || code === 'UNKNOWN_TABLE'
}

/** What a change lost against, so that saying it once more can win. */
function winnerOf({ row }: ChangeError): Pick<WriteChange, 'winner'> {
  const { rev, lww } = row ?? {}
  return typeof rev === 'number' && typeof lww === 'string' ? { winner: { rev, lww } } : {}
}
