import { Dexie } from 'dexie'
import type { WriteChange } from '../buffer/change.ts'
import { checkEpochNowAndThen } from './epoch.ts'
import type { FlushOutcome } from './outcome.ts'
import type { Run } from './run.ts'
import type { Step } from './step.ts'

/** So many waiting changes are looked at for the earliest next try. */
const LOOKED_AT = 1_000

/**
 * How a flush ends that can send nothing more: nothing is left, or what is left waits. Null where there
 * is something to send after all.
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
  if ((await waiting(run)).length === 0) {
    await checkEpochNowAndThen(run.settings, run.signal)
    return (await buffer.peek(1)).length > 0 ? null : { kind: 'drained' }
  }
  const times = (await waiting(run)).map((one) => one.next_attempt_at ?? now() + maxRetryDelay)
  const delayMs = Math.max(0, Math.min(...times) - now())
  return { kind: 'waiting', reason: 'refused for now', delayMs }
}

/** The first changes that wait, in order. */
function waiting({ settings: { buffer } }: Run): Promise<WriteChange[]> {
  return buffer.db.changes
    .where('[status+seq]')
    .between(['pending', Dexie.minKey], ['pending', Dexie.maxKey])
    .limit(LOOKED_AT)
    .toArray()
}
