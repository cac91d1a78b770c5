import type { WriteChange } from '../buffer/change.ts'
import { keepOffset } from '../buffer/clock.ts'
import type { BatchResponse, ChangeError } from '../wire/batch.ts'
import type { Answer } from './exchange.ts'
import { noteServerVersion, noteSuccess, serverVersion } from './memory.ts'
import { logAttempt, type Run } from './run.ts'
import { nextDelayMs } from './schedule.ts'

/** How soon a server that is too old for a change is asked again whether it was updated, in milliseconds. */
const PROBE_MS = 60_000

/** Writes into the queue what the server said of a batch; killed in between, the rest is asked again. */
export async function record(
  run: Run,
  batch: readonly WriteChange[],
  { verdict, result: { response, roundTripMs } }: Answer,
): Promise<void> {
  const { buffer, now, maxRetries, random } = run.settings
  const applied = verdict.applied.map(({ id }) => id)
  const failed = verdict.failed.flatMap(({ id }) => id ?? [])
  const delayMs = (retry: number) => nextDelayMs(retry, run.settings, null, random)
  await buffer.markApplied(applied, verdict.applied, response.lsn, response.epoch)
  if (failed.length > 0) await buffer.markFailed(failed, verdict.failed, { maxRetries, delayMs })
  await keepTime(run, response.server_time + roundTripMs / 2 - now(), roundTripMs / 2)
  await buffer.db.transaction('rw', buffer.db.meta, buffer.db.attempts, async () => {
    if (!run.clear) await noteSuccess(buffer)
    await keepVersion(run, batch, verdict.failed, response)
    await logAttempt(run, batch, 'settled', null)
  })
  run.clear = true
}

/** Smaller differences are not worth a write, in milliseconds. */
const CLOCK_ERROR_MS = 20

/**
 * Keeps how far the server's clock is ahead, once in a flush while it stays the same; how long the way
 * to it took says how well that is known.
 */
async function keepTime(run: Run, offsetMs: number, errorMs: number): Promise<void> {
  const unknownMs = Math.max(CLOCK_ERROR_MS, errorMs)
  if (run.offsetMs !== null && Math.abs(run.offsetMs - offsetMs) < unknownMs) return
  await keepOffset(run.settings.buffer.db, offsetMs)
  run.offsetMs = offsetMs
}

/** What the server said, or showed, of the versions that it can hold. */
async function keepVersion(
  { settings: { buffer, now } }: Run,
  batch: readonly WriteChange[],
  failed: readonly ChangeError[],
  response: BatchResponse,
): Promise<void> {
  const refused = new Set(failed.flatMap(({ id, code }) => (code === 'TOO_NEW' ? (id ?? []) : [])))
  const tooNew = batch.filter(({ id }) => refused.has(id)).map(({ v }) => v)
  const shown = tooNew.length > 0 ? Math.min(...tooNew) - 1 : Number.POSITIVE_INFINITY
  const version = response.v === undefined ? shown : Math.min(response.v, shown)
  const kept = await serverVersion(buffer)
  if (version === kept && tooNew.length === 0) return
  const unknown = version === Number.POSITIVE_INFINITY
  if (unknown && !batch.some(({ v }) => v > kept)) return
  await noteServerVersion(buffer, version, tooNew.length > 0 ? now() + PROBE_MS : 0)
}
