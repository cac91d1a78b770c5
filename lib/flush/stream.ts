import { AnswerBook } from './answer-book.ts'
import { type Exchange, exchange } from './exchange.ts'
import { fail } from './fail.ts'
import { suspect } from './isolate.ts'
import { keepSuspicion } from './memory.ts'
import { type Next, nextBatch } from './next-batch.ts'
import { record } from './record.ts'
import { claim, type Run } from './run.ts'
import type { Step } from './step.ts'
import { UNANSWERED } from './verdict.ts'

/**
 * Sends batch after batch while all goes well. One request is under way at a time; meanwhile the next
 * batch is made ready, which the claims keep apart from those that are not answered or not written yet,
 * and then the last answer is written.
 */
export async function stream(run: Run): Promise<Step> {
  const book = new AnswerBook()
  let next = await claimNext(run, false)
  while (next.kind === 'batch') {
    const batch = next.changes
    const earlier = book.written
    const claiming = claimNext(run, true)
    const sending = exchange(run, batch)
    book.writeAfter(claiming)
    const [sent, ahead] = await allOf(book, [sending, claiming, earlier])
    const { kind, verdict } = sent
    if (kind === 'failure') return book.close().then(() => fail(run, batch, verdict, null))
    book.note(() => record(run, batch, sent))
    if (verdict.unanswered.length > 0) {
      return book.close().then(() => fail(run, batch, UNANSWERED, null))
    }
    next = ahead.kind === 'batch' ? ahead : await book.close().then(() => claimNext(run, false))
  }
  return leftOver(run, next)
}

/** The results; where one has failed, its reason is thrown, but not before all that runs has ended. */
async function allOf(
  book: AnswerBook,
  [sending, claiming, earlier]: [Promise<Exchange>, Promise<Next>, Promise<void>],
): Promise<[Exchange, Next]> {
  try {
    await Promise.allSettled([sending, claiming, earlier])
    const [sent, ahead] = await Promise.all([sending, claiming, earlier])
    return [sent, ahead]
  } catch (error) {
    await Promise.allSettled([book.written])
    throw error
  }
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
