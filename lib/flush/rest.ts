import { checkEpochNowAndThen } from './epoch.ts'
import type { FlushOutcome } from './outcome.ts'
import type { Run } from './run.ts'
import type { Step } from './step.ts'

/**
 * How a flush ends that can send nothing more: nothing is left but what a person decides about, or
 * what is left waits for its moment. Null where there is something to send after all.
 */
export async function rest(
  run: Run,
  step: Extract<Step, { kind: 'none' | 'held' }>,
): Promise<FlushOutcome | null> {
  const { buffer, now, maxRetryDelay } = run.settings
  if (step.kind === 'held') {
    const delayMs = Math.max(0, step.untilMs - now())
    return { kind: 'waiting', reason: 'the server needs an update', delayMs }
  }
  if ((await buffer.moving()) === 0) {
    await checkEpochNowAndThen(run.settings, run.signal)
    return (await buffer.moving()) > 0 ? null : { kind: 'drained' }
  }
  const next = (await buffer.nextAttemptAt()) ?? now() + maxRetryDelay
  return { kind: 'waiting', reason: 'refused for now', delayMs: Math.max(0, next - now()) }
}
