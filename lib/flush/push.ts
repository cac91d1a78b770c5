import type { WriteChange } from '../buffer/change.ts'
import { type BatchResponse, batchResponse, type WireChange } from '../wire/batch.ts'
import { retryAfterMs } from './schedule.ts'

/** Below the 30 s after which Chrome ends a worker whose fetch has no answer yet. */
export const PUSH_TIMEOUT_MS = 20_000

/**
 * What came of one HTTP exchange. `ours` is false where something else than our server answered: the
 * page of a captive portal.
 */
export type PushResult =
  | { kind: 'answered'; response: BatchResponse; roundTripMs: number }
  | { kind: 'refused'; status: number; retryAfterMs: number | null }
  | { kind: 'unreachable'; reason: string; ours: boolean }

export interface PushTarget {
  apiBase: string
  token: string | null
  fetch: typeof fetch
  now: () => number
}

/** Sends one batch, as `batchBody` wrote it. Never rejects: a failure is a value. */
export async function push(
  body: string,
  { apiBase, token, fetch, now }: PushTarget,
  signal: AbortSignal,
): Promise<PushResult> {
  const sentAt = now()
  try {
    const response = await fetch(`${apiBase}/api/writes/batch`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
      },
      body,
      signal: AbortSignal.any([signal, AbortSignal.timeout(PUSH_TIMEOUT_MS)]),
      redirect: 'error',
      credentials: 'omit',
      cache: 'no-store',
    })
    if (!response.ok) return await refused(response, now())
    return answered(await response.text(), now() - sentAt)
  } catch (error) {
    return {
      kind: 'unreachable',
      reason: error instanceof Error ? error.name : 'unknown',
      ours: true,
    }
  }
}

async function refused(response: Response, nowMs: number): Promise<PushResult> {
  await response.body?.cancel()
  const header = response.headers.get('Retry-After')
  return { kind: 'refused', status: response.status, retryAfterMs: retryAfterMs(header, nowMs) }
}

/** A 200 that is not our server's answer (a captive portal's page) counts as not having been reached. */
function answered(text: string, roundTripMs: number): PushResult {
  const parsed = batchResponse.safeParse(jsonOf(text))
  return parsed.success
    ? { kind: 'answered', response: parsed.data, roundTripMs }
    : { kind: 'unreachable', reason: 'not our server', ours: false }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // a page, or half an answer: either way nothing that was said to us
    return null
  }
}

/** What of a queued change crosses the wire. */
export function wireForm(change: WriteChange): WireChange {
  const { id, table, op, payload, created_at, v, client_id, seq, hlc } = change
  return {
    ...{ id, table, op, payload, created_at, v, client_id, seq, hlc },
    ...(change.base_rev === undefined ? {} : { base_rev: change.base_rev }),
    ...(change.group === undefined ? {} : { group: change.group }),
    ...(change.deps === undefined ? {} : { deps: change.deps }),
  }
}

/** A request's body. */
export function batchBody(changes: readonly WriteChange[]): string {
  return JSON.stringify({ changes: changes.map(wireForm) })
}
