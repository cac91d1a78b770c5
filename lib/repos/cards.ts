import type { ShapeResult } from '../electric/use-shape.ts'
import { type Card, type CardInsert, type CardPatch, card } from '../schema/card.ts'
import type { Rating } from '../schema/review-log.ts'
import { reviewLog } from '../schema/review-log.ts'
import { newSchedule, reviewed } from './fsrs.ts'
import { library } from './library.ts'
import { readCards } from './read-cards.ts'
import { useRead } from './use-rows.ts'
import {
  deleteRow,
  enqueue,
  insertion,
  insertRow,
  patching,
  patchRow,
  restoreRow,
} from './write.ts'

/** Every card, the one that is due first first. */
export const useCards = (): ShapeResult<Card[]> => useSomeCards(() => true)

export function useCard(id: string): ShapeResult<Card | undefined> {
  const cards = useSomeCards((one) => one.id === id, [id])
  return { ...cards, data: cards.data[0] }
}

/** The cards of one work, or with null those that belong to none. */
export const useCardsOfWork = (workId: string | null): ShapeResult<Card[]> =>
  useSomeCards((one) => one.workId === workId, [workId])

/** The cards made from an annotation. */
export const useCardsOfAnnotation = (annotationId: string): ShapeResult<Card[]> =>
  useSomeCards((one) => one.annotationId === annotationId, [annotationId])

/** The cards that are due at a moment, the longest due first. */
export const useDueCards = (now: Date): ShapeResult<Card[]> =>
  useSomeCards((one) => one.schedule.due <= now.toISOString(), [now.getTime()])

/** Makes a card that is due at once. Throws InvalidChangeError. */
export const createCard = (
  data: Omit<CardInsert, 'schedule'>,
  now: Date = new Date(),
): Promise<Card> => insertRow(card, { ...data, schedule: newSchedule(now) })

/** Changes what the patch names; the schedule follows from reviews alone. Throws InvalidChangeError. */
export const updateCard = (id: string, patch: Omit<CardPatch, 'schedule'>): Promise<void> =>
  patchRow(card, id, patch)

/** Deletes a card; its reviews stay, and count again after `restoreCard`. */
export const deleteCard = (id: string): Promise<void> => deleteRow(card, id)

export const restoreCard = (id: string): Promise<void> => restoreRow(card, id)

/**
 * Reviews a card as it is shown: 1 again, 2 hard, 3 good, 4 easy. The review and the schedule that
 * follows from it reach the server together. `latencyMs`: how long the answer took.
 */
export async function reviewCard(
  { id, schedule: before }: Pick<Card, 'id' | 'schedule'>,
  rating: Rating,
  now: Date = new Date(),
  latencyMs?: number,
): Promise<void> {
  const group = crypto.randomUUID()
  const after = reviewed(before, rating, now)
  const reviewedAt = after.lastReview ?? now.toISOString()
  const log = { cardId: id, rating, reviewedAt, latencyMs: latencyMs ?? null, before }
  const changes = [insertion(reviewLog, log), await patching(card, id, { schedule: after })]
  await enqueue(changes.map((change) => ({ ...change, group })))
}

function useSomeCards(keep: (one: Card) => boolean, deps: unknown[] = []): ShapeResult<Card[]> {
  const read = async () => (await readCards(library())).filter(keep).sort(dueFirst)
  return useRead(card, read, [], deps)
}

function dueFirst(a: Card, b: Card): number {
  if (a.schedule.due !== b.schedule.due) return a.schedule.due < b.schedule.due ? -1 : 1
  return a.id < b.id ? -1 : 1
}
