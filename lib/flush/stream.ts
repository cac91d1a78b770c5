import { exchange } from './exchange.ts'
import { fail } from './fail.ts'
import { suspect } from './isolate.ts'
import { keepSuspicion } from './memory.ts'
import { type Next, nextBatch } from './next-batch.ts'
import { record } from './record.ts'
import { claim, type Run } from './run.ts'
import type { Step } from './step.ts'
import { UNANSWERED } from './verdict.ts'

/**
 * Sends batch after batch while all goes well. One request is under way at a time; meanwhile the last
 * answer is written and the next batch is made ready, which the claims keep apart from the one under way.
 */
export async function stream(run: Run): Promise<Step> {
  let written: Promise<void> = Promise.resolve()
  let next = await claimNext(run, false)
  while (next.kind === 'batch') {
    const batch = next.changes
    const sending = exchange(run, batch)
    const [sent, ahead] = await Promise.allSettled([
      sending,
      written.then(() => claimNext(run, true)),
    ])
    if (sent.status === 'rejected') throw sent.reason
    if (ahead.status === 'rejected') throw ahead.reason
    const { kind, verdict } = sent.value
    if (kind === 'failure') return fail(run, batch, verdict, null)
    written = record(run, batch, sent.value)
    if (verdict.unanswered.length > 0) return written.then(() => fail(run, batch, UNANSWERED, null))
    next =
      ahead.value.kind === 'batch' ? ahead.value : await written.then(() => claimNext(run, false))
  }
  await written
  return leftOver(run, next)
}

/** The next batch, as its rows are in the transaction that claims them. */
async function claimNext(run: Run, ahead: boolean): Promise<Next> {
  const next = await nextBatch(run, ahead)
  if (next.kind !== 'batch') return next
  const changes = await claim(run, next.changes)
  // what was folded away in between is no longer there to be sent
  return changes.length > 0 ? { kind: 'batch', changes } : claimNext(run, ahead)
}

async function leftOver(run: Run, next: Exclude<Next, { kind: 'batch' }>): Promise<Step> {
  if (next.kind !== 'alone') return next
  const ids = next.changes.map(({ id }) => id)
  await keepSuspicion(run.settings.buffer, suspect(ids, null, null, true))
  return { kind: 'again' }
}
