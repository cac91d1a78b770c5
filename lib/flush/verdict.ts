import type { ChangeError, Receipt } from '../wire/batch.ts'
import type { PushResult } from './push.ts'

/** Why the queue stands still until somebody does something. */
export type PauseReason = 'needs_login' | 'client_too_old'

/** What to do after one exchange. `again`: the whole batch is sent again later, at no change's cost. */
export type Verdict =
  | { kind: 'settled'; applied: Receipt[]; failed: ChangeError[]; unanswered: string[] }
  | { kind: 'again'; reason: string; retryAfterMs: number | null }
  | { kind: 'smaller' }
  | { kind: 'pause'; reason: PauseReason }

/** Reads an answer. Offline, busy and broken servers never count against a change. */
export function verdictOn(result: PushResult, sentIds: readonly string[]): Verdict {
  switch (result.kind) {
    case 'unreachable':
      return { kind: 'again', reason: result.reason, retryAfterMs: null }
    case 'refused':
      return onStatus(result.status, result.retryAfterMs, sentIds.length)
    case 'answered':
      return onAnswer(result.response.responses, result.response.errors ?? [], sentIds)
    default:
      return result satisfies never
  }
}

function onStatus(status: number, retryAfterMs: number | null, sent: number): Verdict {
  if (status === 401 || status === 403) return { kind: 'pause', reason: 'needs_login' }
  if (status === 410 || status === 426) return { kind: 'pause', reason: 'client_too_old' }
  if (status === 413 && sent > 1) return { kind: 'smaller' }
  return { kind: 'again', reason: `status ${status}`, retryAfterMs }
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
