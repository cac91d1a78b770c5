import type { ShapeResult } from '../electric/use-shape.ts'
import { type ReviewLog, reviewLog } from '../schema/review-log.ts'
import { library } from './library.ts'
import { equalTo, readSome } from './read-some.ts'
import { useRead } from './use-rows.ts'

/** The reviews of a card, the last one first. They are made by `reviewCard` and never change. */
export const useReviewLogs = (cardId: string): ShapeResult<ReviewLog[]> =>
  useRead(reviewLog, () => logsOf(cardId), [], [cardId])

async function logsOf(cardId: string): Promise<ReviewLog[]> {
  const keep = (log: ReviewLog) => log.cardId === cardId
  const logs = await readSome(library(), reviewLog, equalTo('cardId', cardId), keep)
  return logs.sort((a, b) => (`${a.reviewedAt}${a.id}` < `${b.reviewedAt}${b.id}` ? 1 : -1))
}
