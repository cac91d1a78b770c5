import type { BatchResponse, ChangeError, ErrorCode, Receipt } from '../wire/batch.ts'
import type { PushResult } from './push.ts'

/**
 * Why the queue stands still until somebody does something. needs_login: the server knows the device no
 * more · forbidden: it knows it and refuses · client_too_old: this extension must be updated ·
 * server_too_old: the server must be.
 */
export type PauseReason = 'needs_login' | 'forbidden' | 'client_too_old' | 'server_too_old'

/**
 * Who may be to blame for an exchange without an answer. nobody: the way or the hour · request: the
 * server failed over it · silence: the connection broke, by the network's fault, or because the server
 * died of it.
 */
export type Blame = 'nobody' | 'request' | 'silence'

/**
 * What to do after one exchange. `again`: the whole batch is sent again later, at no change's cost ·
 * `smaller`: it was refused as a whole, so halves of it are tried · `refused`: so was the smallest part
 * that can be sent, which is parked.
 */
export type Verdict =
  | { kind: 'settled'; applied: Receipt[]; failed: ChangeError[]; unanswered: string[] }
  | { kind: 'again'; reason: string; retryAfterMs: number | null; blame: Blame }
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
      return again(result.reason, result.ours ? 'silence' : 'nobody')
    case 'refused':
      return onStatus(result.status, result.retryAfterMs, divisible)
    case 'answered':
      return onAnswer(result.response, sentIds)
    default:
      return result satisfies never
  }
}

const PAUSING: Partial<Record<number, PauseReason>> = {
  401: 'needs_login',
  403: 'forbidden',
  410: 'client_too_old',
  426: 'client_too_old',
}

function onStatus(status: number, retryAfterMs: number | null, divisible: boolean): Verdict {
  const pause = PAUSING[status]
  if (pause) return { kind: 'pause', reason: pause }
  if (REFUSING_ALL.has(status)) {
    return divisible ? { kind: 'smaller' } : { kind: 'refused', ...refusalOf(status) }
  }
  // A server that says when to come back says that it is unwell, whatever it was sent.
  const blame = status >= 500 && retryAfterMs === null ? 'request' : 'nobody'
  return again(`status ${status}`, blame, retryAfterMs)
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
  { applied, responses, errors = [] }: BatchResponse,
  sentIds: readonly string[],
): Verdict {
  const sent = new Set(sentIds)
  const matching = responses.length === applied.length
  if (!matching || responses.some(({ id }, i) => !sent.has(id) || id !== applied[i])) {
    return again('an answer to another question', 'nobody')
  }
  const done = new Set(applied)
  const failed = errors.filter(({ id }) => id !== null && sent.has(id) && !done.has(id))
  const answered = new Set([...applied, ...failed.map(({ id }) => id)])
  const unanswered = sentIds.filter((id) => !answered.has(id))
  return { kind: 'settled', applied: responses, failed, unanswered }
}

/** Some changes of an answered batch were passed over: these are sent again, at no cost. */
export const UNANSWERED = again('some changes were not answered', 'nobody')

/** The answer of a database that the server has left meanwhile: what it did is lost, so all is sent again. */
export const LATE = again('an answer of an earlier database', 'nobody')

function again(reason: string, blame: Blame, retryAfterMs: number | null = null) {
  return { kind: 'again', reason, blame, retryAfterMs } as const
}
