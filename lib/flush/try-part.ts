import type { WriteChange } from '../buffer/change.ts'
import { askHealth } from '../electric/health.ts'
import { halvesOf, WINDOW, without } from './batch.ts'
import { exchange } from './exchange.ts'
import { fail, sentence } from './fail.ts'
import { cleared, dropped, type Suspicion } from './isolate.ts'
import { keepSuspicion } from './memory.ts'
import { record } from './record.ts'
import { claim, type Run } from './run.ts'
import type { Step } from './step.ts'
import { UNANSWERED } from './verdict.ts'

const AGAIN: Step = { kind: 'again' }

/** Goes on with what is under suspicion: judges the first part, or sends it by itself. */
export async function tryPart(run: Run, suspicion: Suspicion): Promise<Step> {
  const { buffer } = run.settings
  const part = await sendable(run, suspicion)
  if (part.length === 0) {
    await keepSuspicion(buffer, dropped(suspicion))
    return AGAIN
  }
  if (suspicion.open !== null) {
    const health = await askHealth(run.settings, run.signal)
    if (health) return sentence(run, part, suspicion, health, { reason: 'no answer', waited: true })
  }
  return send(run, await claim(run, part), suspicion)
}

/** What of the first part may be sent now, without overtaking anything. */
async function sendable(run: Run, { parts: [first = []] }: Suspicion): Promise<WriteChange[]> {
  const wanted = new Set(first)
  const all = await run.settings.buffer.peek(WINDOW)
  return without(all, ({ id }) => !wanted.has(id))
}

async function send(run: Run, batch: WriteChange[], suspicion: Suspicion): Promise<Step> {
  const known = { ...suspicion, open: null, boot: await bootBefore(run, batch, suspicion) }
  const sent = await exchange(run, batch)
  if (run.signal.aborted) return AGAIN
  if (sent.kind === 'failure') return fail(run, batch, sent.verdict, known)
  await record(run, batch, sent)
  await keepSuspicion(run.settings.buffer, cleared(known))
  return sent.verdict.unanswered.length > 0 ? fail(run, batch, UNANSWERED, null) : AGAIN
}

/** Which start of the server a change alone is sent to: another one after it says that it died. */
async function bootBefore(
  { settings, signal }: Run,
  batch: readonly WriteChange[],
  { boot, failed }: Suspicion,
): Promise<string | null> {
  return !failed || halvesOf(batch) ? boot : ((await askHealth(settings, signal))?.boot ?? null)
}
