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
    // Whoever holds the lock knows that nobody else is sending: what is marked so is stuck.
    await settings.buffer.release(() => true)
    if (!patient) await tryAtOnce(settings.buffer)
    const learned = { maxBytes: BATCH_BYTES, large: false, splitting: false, offsetMs: null }
    const run: Run = { settings, signal, ...learned }
    try {
      return await sendAll(run)
    } finally {
      await releaseMine(run)
    }
  })
}

async function sendAll(run: Run): Promise<FlushOutcome> {
  const { buffer, now } = run.settings
  while (!run.signal.aborted) {
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
