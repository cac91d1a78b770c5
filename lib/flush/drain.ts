import type { WriteChange } from '../buffer/change.ts'
import { keepOffset } from '../buffer/clock.ts'
import { batchLimit, fitBytes } from './batch.ts'
import {
  failures,
  keepAttempt,
  nextTryAt,
  noteFailure,
  notePause,
  noteSuccess,
  tryAtOnce,
} from './memory.ts'
import { type PushResult, push } from './push.ts'
import { nextDelayMs } from './schedule.ts'
import { type PauseReason, type Verdict, verdictOn } from './verdict.ts'
import type { FlushSettings } from './worker.ts'

/**
 * Why a flush ended. drained: nothing left to send · waiting: try again after `delayMs` · busy:
 * another context is flushing · paused: somebody must act first · stopped.
 */
export type FlushOutcome =
  | { kind: 'drained' }
  | { kind: 'waiting'; reason: string; delayMs: number }
  | { kind: 'busy' }
  | { kind: 'paused'; reason: PauseReason }
  | { kind: 'stopped' }

/** A request may take this long before its changes count as stuck; longer than any push. */
const LEASE_MS = 60_000

/**
 * Sends batch after batch, under a lock that only one context holds. A patient drain keeps to the
 * backoff; one that a person or an event asked for tries once at once.
 */
export function drain(
  settings: FlushSettings,
  signal: AbortSignal,
  patient: boolean,
): Promise<FlushOutcome> {
  return navigator.locks.request(settings.lock, { ifAvailable: true }, async (lock) => {
    if (lock === null) return { kind: 'busy' }
    await recover(settings)
    if (!patient) await tryAtOnce(settings.buffer)
    const outcome = await sendAll(settings, signal)
    await settings.buffer.release((change) => change.lease_by === settings.bootId)
    return outcome
  })
}

/** Whoever holds the lock knows that nobody else is sending: what others claimed is stuck. */
function recover({ buffer, bootId, now }: FlushSettings): Promise<void> {
  return buffer.release((change) => change.lease_by !== bootId || (change.lease_until ?? 0) < now())
}

async function sendAll(settings: FlushSettings, signal: AbortSignal): Promise<FlushOutcome> {
  let most = Number.POSITIVE_INFINITY
  while (!signal.aborted) {
    const waitMs = (await nextTryAt(settings.buffer)) - settings.now()
    if (waitMs > 0) return { kind: 'waiting', reason: 'backing off', delayMs: waitMs }
    const batch = await nextBatch(settings, most)
    if (batch.length === 0) return rest(settings)
    const verdict = await sendOne(settings, batch, signal)
    if (verdict.kind === 'pause') return { kind: 'paused', reason: verdict.reason }
    most = verdict.kind === 'smaller' ? Math.ceil(batch.length / 2) : Number.POSITIVE_INFINITY
  }
  return { kind: 'stopped' }
}

async function nextBatch({ buffer, batchSize }: FlushSettings, most: number) {
  const waiting = await buffer.size({ status: 'pending' })
  if (waiting === 0) return []
  return fitBytes(await buffer.peek(Math.min(most, batchLimit(waiting, batchSize))))
}

/** Nothing can be sent now: because nothing is left, or because each row waits for its next try. */
async function rest({ buffer, now, maxRetryDelay }: FlushSettings): Promise<FlushOutcome> {
  const pending = (await buffer.getAll()).filter((change) => change.status === 'pending')
  if (pending.length === 0) return { kind: 'drained' }
  const next = Math.min(...pending.map((change) => change.next_attempt_at ?? now() + maxRetryDelay))
  return { kind: 'waiting', reason: 'refused for now', delayMs: Math.max(0, next - now()) }
}

async function sendOne(
  settings: FlushSettings,
  batch: readonly WriteChange[],
  signal: AbortSignal,
): Promise<Verdict> {
  const { buffer, bootId, now } = settings
  const ids = batch.map((change) => change.id)
  await buffer.claim(ids, bootId, now() + LEASE_MS)
  const token = await settings.token()
  const result = await push(batch, { ...settings, token }, signal)
  const verdict = verdictOn(result, ids, isDivisible(batch))
  if (signal.aborted && verdict.kind === 'again') return verdict
  const delayMs = await act(settings, ids, result, verdict)
  const outcome = verdict.kind === 'again' ? verdict.reason : verdict.kind
  await keepAttempt(buffer, { at: now(), ids, outcome, delayMs })
  return verdict
}

/** Whether a batch has parts that can be sent by themselves: a group has none. */
function isDivisible(batch: readonly WriteChange[]): boolean {
  return new Set(batch.map(({ id, group }) => group ?? id)).size > 1
}

/** Writes a verdict into the queue; answers how long to wait, in milliseconds, or null. */
async function act(
  settings: FlushSettings,
  ids: readonly string[],
  result: PushResult,
  verdict: Verdict,
): Promise<number | null> {
  const { buffer, bootId, now } = settings
  if (verdict.kind === 'settled' && result.kind === 'answered') {
    await settle(settings, verdict, result)
    if (verdict.unanswered.length === 0) return null
  }
  if (verdict.kind === 'refused') return park(settings, ids, verdict)
  await buffer.release((change) => change.lease_by === bootId)
  if (verdict.kind === 'smaller') return null
  if (verdict.kind === 'pause') await notePause(buffer, verdict.reason)
  const asked = verdict.kind === 'again' ? verdict.retryAfterMs : null
  const tries = verdict.kind === 'pause' ? Number.POSITIVE_INFINITY : (await failures(buffer)) + 1
  const delayMs = nextDelayMs(tries, settings, asked, settings.random)
  await noteFailure(buffer, { nextTry: now() + delayMs, asked: asked !== null })
  return delayMs
}

/** The smallest part that can be sent was refused as a whole: it is kept for a person to look at. */
async function park(
  { buffer }: FlushSettings,
  ids: readonly string[],
  { error, code }: Extract<Verdict, { kind: 'refused' }>,
): Promise<null> {
  const errors = ids.map((id) => ({ id, error, code, retryable: false }))
  await buffer.markFailed(ids, errors)
  return null
}

async function settle(
  settings: FlushSettings,
  verdict: Extract<Verdict, { kind: 'settled' }>,
  { response, roundTripMs }: Extract<PushResult, { kind: 'answered' }>,
): Promise<void> {
  const { buffer, now, maxRetries, random } = settings
  const applied = verdict.applied.map((receipt) => receipt.id)
  const failed = verdict.failed.flatMap((error) => (error.id === null ? [] : [error.id]))
  const delayMs = (retry: number) => nextDelayMs(retry, settings, null, random)
  await buffer.markApplied(applied, verdict.applied, response.lsn)
  await buffer.markFailed(failed, verdict.failed, { maxRetries, delayMs })
  await keepOffset(buffer.db, response.server_time + roundTripMs / 2 - now())
  await noteSuccess(buffer)
}
