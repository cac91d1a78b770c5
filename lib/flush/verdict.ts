import type { ChangeError, ErrorCode, Receipt } from '../wire/batch.ts'
import type { PushResult } from './push.ts'

/** Why the queue stands still until somebody does something. */
export type PauseReason = 'needs_login' | 'client_too_old'

/**
 * What to do after one exchange. `again`: the whole batch is sent again later, at no change's cost ·
 * `smaller`: it was refused as a whole, so halves of it are tried · `refused`: so was the smallest part
 * that can be sent, which is parked.
 */
export type Verdict =
  | { kind: 'settled'; applied: Receipt[]; failed: ChangeError[]; unanswered: string[] }
  | { kind: 'again'; reason: string; retryAfterMs: number | null }
  | { kind: 'smaller' }
  | { kind: 'refused'; error: string; code: ErrorCode }
  | { kind: 'pause'; reason: PauseReason }

/** Reads an answer. Offline, busy and broken servers never count against a change. */
export function verdictOn(
  result: PushResult,
  sentIds: readonly string[],
  divisible = sentIds.length > 1,
): Verdict {
  switch (result.kind) {
    case 'unreachable':
      return { kind: 'again', reason: result.reason, retryAfterMs: null }
    case 'refused':
      return onStatus(result.status, result.retryAfterMs, divisible)
    case 'answered':
      return onAnswer(result.response.responses, result.response.errors ?? [], sentIds)
    default:
      return result satisfies never
  }
}

function onStatus(status: number, retryAfterMs: number | null, divisible: boolean): Verdict {
  if (status === 401 || status === 403) return { kind: 'pause', reason: 'needs_login' }
  if (status === 410 || status === 426) return { kind: 'pause', reason: 'client_too_old' }
  if (REFUSING_ALL.has(status)) {
    return divisible ? { kind: 'smaller' } : { kind: 'refused', ...refusalOf(status) }
  }
  return { kind: 'again', reason: `status ${status}`, retryAfterMs }
}

/** A request that the server, or something before it, would not take: one change in it is to blame. */
const REFUSING_ALL = new Set([400, 413, 415, 422])

function refusalOf(status: number): { error: string; code: ErrorCode } {
  return status === 413
    ? {
        error: 'this change is too large for the server; shorten its longest text',
        code: 'TOO_LARGE',
      }
    : { error: `the server does not take this change (${status})`, code: 'INVALID' }
}

function onAnswer(
  responses: readonly Receipt[],
  errors: readonly ChangeError[],
  sentIds: readonly string[],
): Verdict {
  const sent = new Set(sentIds)
  const stranger = responses.some((receipt) => !sent.has(receipt.id))
  if (stranger)
    return { kind: 'again', reason: 'an answer to another question', retryAfterMs: null }
  const answered = new Set([...responses, ...errors].map((one) => one.id))
  return {
    kind: 'settled',
    applied: [...responses],
    failed: errors.filter((error) => error.id !== null && sent.has(error.id)),
    unanswered: sentIds.filter((id) => !answered.has(id)),
  }
}
