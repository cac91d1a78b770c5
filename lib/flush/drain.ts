import { keepFloor } from '../buffer/reserve.ts'
import { isStorageFailure, StorageBrokenError } from '../buffer/storage-errors.ts'
import { BATCH_BYTES } from './batch.ts'
import { keptSuspicion, nextTryAt, tryAtOnce } from './memory.ts'
import type { FlushOutcome } from './outcome.ts'
import { rest } from './rest.ts'
import { type Run, releaseMine } from './run.ts'
import type { FlushSettings } from './settings.ts'
import { stream } from './stream.ts'
import { tryPart } from './try-part.ts'

export type { FlushOutcome } from './outcome.ts'

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
    return drainLocked(settings, signal, patient).catch(unlessStorageFails)
  })
}

async function drainLocked(settings: FlushSettings, signal: AbortSignal, patient: boolean) {
  const { buffer } = settings
  await keepFloor(buffer.db)
  // Whoever holds the lock knows that nobody else is sending: what is marked so is stuck.
  await buffer.release(() => true)
  if (!patient) await tryAtOnce(buffer)
  const learned = {
    maxBytes: BATCH_BYTES,
    large: false,
    splitting: false,
    offsetMs: null,
    clear: false,
  }
  const run: Run = { settings, signal, ...learned }
  try {
    return await sendAll(run)
  } finally {
    await releaseMine(run)
  }
}

/** How soon it is looked whether the disk takes anything again, in milliseconds. */
const DISK_MS = 5_000

/**
 * Where nothing can be written, nothing is noted either: what was claimed is put back by the next
 * flush, and what the server has by then, its ledger knows.
 */
function unlessStorageFails(error: unknown): FlushOutcome {
  if (!isStorageFailure(error)) throw error
  const reason = error instanceof StorageBrokenError ? 'the disk fails' : 'the disk is full'
  return { kind: 'waiting', reason, delayMs: DISK_MS }
}

async function sendAll(run: Run): Promise<FlushOutcome> {
  const { buffer, now } = run.settings
  while (!run.signal.aborted) {
    await keepFloor(buffer.db)
    const waitMs = (await nextTryAt(buffer, now())) - now()
    if (waitMs > 0) return { kind: 'waiting', reason: 'backing off', delayMs: waitMs }
    const suspicion = await keptSuspicion(buffer)
    const step = suspicion ? await tryPart(run, suspicion) : await stream(run)
    if (run.signal.aborted) break
    if (step.kind === 'paused') return step
    const outcome = step.kind === 'again' ? null : await rest(run, step)
    if (outcome) return outcome
  }
  return { kind: 'stopped' }
}
