import { rowsOf } from '../electric/mirror-database.ts'
import { watched } from '../kit/live.ts'
import { type Card, card } from '../schema/card.ts'
import { type ReviewLog, reviewLog } from '../schema/review-log.ts'
import { scheduleFromLogs } from './fsrs.ts'
import type { OpenLibrary } from './library.ts'
import { readAll } from './read.ts'
import { readSome } from './read-some.ts'

/**
 * Every card with the schedule that all its reviews give it. A card's own schedule knows the reviews
 * of the device that wrote it last; where two reviewed it apart there are more, and they decide, for
 * every device alike. Where reviews have yet to arrive, the card's own knows more.
 */
export async function readCards(open: OpenLibrary): Promise<Card[]> {
  const cards = await watched(readAll(open, card))
  const counts = await watched(countReviews(open))
  const doubtful = cards.filter(({ id, schedule }) => (counts.get(id) ?? 0) > schedule.reps)
  if (doubtful.length === 0) return cards
  const logs = Map.groupBy(
    await logsOf(open, new Set(doubtful.map(({ id }) => id))),
    ({ cardId }) => cardId,
  )
  return cards.map((one) => withReviews(one, logs.get(one.id)))
}

function withReviews(one: Card, logs: readonly ReviewLog[] = []): Card {
  const schedule = scheduleFromLogs(logs)
  return schedule && schedule.reps > one.schedule.reps ? { ...one, schedule } : one
}

/** How many reviews each card has: the keys of an index, and what the queue holds of them. */
async function countReviews({ buffer, mirror }: OpenLibrary): Promise<Map<string, number>> {
  const changes = await watched(buffer.ofTable('review_logs'))
  const queued = changes.filter(({ status }) => status !== 'error')
  const mirrored = rowsOf(mirror, 'review_logs')
  const arrived = await mirrored.bulkGet(queued.map(({ payload }) => String(payload.id)))
  const counts = new Map<string, number>()
  const count = (cardId: unknown) =>
    counts.set(String(cardId), (counts.get(String(cardId)) ?? 0) + 1)
  for (const cardId of await mirrored.orderBy('cardId').keys()) count(cardId)
  for (const [i, { payload }] of queued.entries()) if (!arrived[i]) count(payload.card_id)
  return counts
}

function logsOf(open: OpenLibrary, cardIds: ReadonlySet<string>): Promise<ReviewLog[]> {
  const find = (rows: ReturnType<typeof rowsOf>) =>
    rows
      .where('cardId')
      .anyOf([...cardIds])
      .toArray()
  return readSome(open, reviewLog, find, ({ cardId }) => cardIds.has(cardId))
}
