import type { WriteChange } from '../buffer/change.ts'
import { postpone } from '../buffer/postpone.ts'
import { askHealth, type Health } from '../electric/health.ts'
import { utf8Bytes } from '../kit/bytes.ts'
import { halvesOf } from './batch.ts'
import {
  afterJudgement,
  cleared,
  type Judgement,
  judge,
  PATIENT_AFTER,
  type Suspicion,
  suspect,
  takenApart,
} from './isolate.ts'
import { failures, keepSuspicion, noteFailure, notePause } from './memory.ts'
import { batchBody } from './push.ts'
import { logAttempt, type Run, releaseMine } from './run.ts'
import { nextDelayMs } from './schedule.ts'
import type { Step } from './step.ts'
import type { PauseReason, Verdict } from './verdict.ts'

const AGAIN: Step = { kind: 'again' }

type Failure = Exclude<Verdict, { kind: 'settled' }>

/**
 * Deals with an exchange that settled nothing. `earlier` is the suspicion whose first part the batch is,
 * null for a batch that nobody suspected.
 */
export async function fail(
  run: Run,
  batch: readonly WriteChange[],
  verdict: Failure,
  earlier: Suspicion | null,
): Promise<Step> {
  if (verdict.kind === 'refused') await park(run, batch, verdict, earlier)
  await releaseMine(run)
  // A request that was broken off by `stop` says nothing.
  if (run.signal.aborted || verdict.kind === 'refused') return AGAIN
  switch (verdict.kind) {
    case 'smaller':
      return takeApart(run, batch, earlier)
    case 'pause':
      return pause(run, batch, verdict.reason)
    case 'again':
      return verdict.blame === 'nobody'
        ? sendAgain(run, batch, verdict)
        : accuse(run, batch, verdict, earlier)
    default:
      return verdict satisfies never
  }
}

/** What was refused as a whole is sent in halves; in this flush no batch is that large again. */
async function takeApart(
  run: Run,
  batch: readonly WriteChange[],
  earlier: Suspicion | null,
): Promise<Step> {
  run.maxBytes = Math.ceil(utf8Bytes(batchBody(batch)) / 2)
  await keepSuspicion(run.settings.buffer, takenApart(earlier, halvesOf(batch) ?? []))
  await logAttempt(run, batch, 'smaller', null)
  return AGAIN
}

async function pause(run: Run, batch: readonly WriteChange[], reason: PauseReason): Promise<Step> {
  await notePause(run.settings.buffer, reason)
  const delayMs = await backOff(run, { failed: Number.POSITIVE_INFINITY })
  await logAttempt(run, batch, 'pause', delayMs)
  return { kind: 'paused', reason }
}

/** Waits before the next try; answers how long, in milliseconds. */
export async function backOff(
  run: Run,
  { askedMs = null, failed }: { askedMs?: number | null; failed?: number } = {},
): Promise<number> {
  const { settings } = run
  const { buffer, now, random } = settings
  run.clear = false
  const tries = failed ?? (await failures(buffer)) + 1
  const delayMs = nextDelayMs(tries, settings, askedMs, random)
  await noteFailure(buffer, { nextTry: now() + delayMs, asked: askedMs !== null })
  return delayMs
}

/** The smallest part that can be sent was refused as a whole: it is kept for a person to look at. */
async function park(
  run: Run,
  batch: readonly WriteChange[],
  { error, code }: Extract<Verdict, { kind: 'refused' }>,
  earlier: Suspicion | null,
): Promise<void> {
  const ids = batch.map(({ id }) => id)
  const errors = ids.map((id) => ({ id, error, code, retryable: false }))
  await run.settings.buffer.markFailed(ids, errors)
  if (earlier) await keepSuspicion(run.settings.buffer, cleared(earlier))
  await logAttempt(run, batch, 'refused', null)
}

type Again = Extract<Verdict, { kind: 'again' }>

async function sendAgain(run: Run, batch: readonly WriteChange[], verdict: Again): Promise<Step> {
  const delayMs = await backOff(run, { askedMs: verdict.retryAfterMs })
  await logAttempt(run, batch, verdict.reason, delayMs)
  return AGAIN
}

/** The server failed over this batch, or fell silent: whether it is well says what to think of that. */
async function accuse(
  run: Run,
  batch: readonly WriteChange[],
  { reason, blame }: Again,
  earlier: Suspicion | null,
): Promise<Step> {
  const ids = batch.map(({ id }) => id)
  const open = blame === 'request' ? 'request' : 'silence'
  const suspicion = suspect(ids, open, earlier, run.splitting)
  const health = await askHealth(run.settings, run.signal)
  if (health) return sentence(run, batch, suspicion, health, { reason, waited: false })
  await keepSuspicion(run.settings.buffer, suspicion)
  await logAttempt(run, batch, reason, await backOff(run))
  return AGAIN
}

/**
 * The server is well, and the first part has failed: what follows for it. `waited`: that was known only
 * after a wait.
 */
export async function sentence(
  run: Run,
  batch: readonly WriteChange[],
  suspicion: Suspicion,
  { boot }: Health,
  { reason, waited }: { reason: string; waited: boolean },
): Promise<Step> {
  const { buffer } = run.settings
  const halves = halvesOf(batch)
  const judgement = judge(suspicion, boot, halves !== null)
  run.splitting ||= judgement === 'split'
  if (judgement === 'blame') await holdAgainst(run, batch, reason)
  if (judgement === 'excuse') await setAside(run, batch, reason)
  await keepSuspicion(buffer, afterJudgement(suspicion, judgement, boot, halves ?? []))
  const delayMs = isPatient(judgement, suspicion, waited) ? await backOff(run) : null
  await logAttempt(run, batch, reason, delayMs)
  return AGAIN
}

function isPatient(judgement: Judgement, { misses }: Suspicion, waited: boolean): boolean {
  if (judgement === 'resend') return !waited
  return judgement !== 'split' && misses + 1 >= PATIENT_AFTER
}

/** This change alone makes the server fail: that counts, and the fifth time parks it. */
async function holdAgainst(run: Run, batch: readonly WriteChange[], reason: string): Promise<void> {
  const { buffer, maxRetries, random } = run.settings
  const ids = batch.map(({ id }) => id)
  const error = `the server fails over this change (${reason})`
  const errors = ids.map((id) => ({ id, error, code: 'SERVER_ERROR', retryable: true }) as const)
  const delayMs = (retry: number) => nextDelayMs(retry, run.settings, null, random)
  await buffer.markFailed(ids, errors, { maxRetries, delayMs })
}

/** The way to the server broke under this change alone: it waits by itself, at no cost. */
function setAside(run: Run, batch: readonly WriteChange[], error: string): Promise<void> {
  const { buffer, now, random } = run.settings
  const attempts = Math.max(...batch.map(({ net_attempts }) => net_attempts))
  const next_attempt_at = now() + nextDelayMs(attempts, run.settings, null, random)
  const ids = batch.map(({ id }) => id)
  return postpone(buffer.db, ids, { error, code: 'SERVER_ERROR', next_attempt_at })
}
