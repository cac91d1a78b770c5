import { createEmptyCard, type Card as FsrsCard, fsrs, type State } from 'ts-fsrs'
import type { Rating, ReviewLog } from '../schema/review-log.ts'
import { LEARNING_STATES, type Schedule } from '../schema/schedule.ts'

/** Without chance: two devices must come from the same reviews to the same schedule. */
const scheduler = fsrs({ enable_fuzz: false })

/** The schedule of a card that was never reviewed: it is due at once. */
export function newSchedule(now: Date): Schedule {
  return fromFsrs(createEmptyCard(now))
}

/** The schedule after a review. A clock that was set back counts as no time gone by. */
export function reviewed(schedule: Schedule, rating: Rating, at: Date): Schedule {
  const from = schedule.lastReview === null ? at : new Date(schedule.lastReview)
  return fromFsrs(scheduler.next(toFsrs(schedule), at < from ? from : at, rating).card)
}

/** What a review is told by, among those of its card. */
export type Fact = Pick<ReviewLog, 'id' | 'rating' | 'reviewedAt' | 'before'>

/**
 * The schedule that follows from all reviews of a card in the order of their times, whichever device
 * they were made on: from what it was before the first. Undefined where there are none.
 */
export function scheduleFromLogs(logs: readonly Fact[]): Schedule | undefined {
  const inOrder = [...logs].sort((a, b) =>
    a.reviewedAt === b.reviewedAt ? (a.id < b.id ? -1 : 1) : a.reviewedAt < b.reviewedAt ? -1 : 1,
  )
  const [first] = inOrder
  if (!first) return undefined
  return inOrder.reduce(
    (schedule, { rating, reviewedAt }) =>
      reviewed(schedule, rating as Rating, new Date(reviewedAt)), // 1 to 4, by its schema
    first.before,
  )
}

function toFsrs({ due, lastReview, state, ...rest }: Schedule): FsrsCard {
  const { scheduledDays, learningSteps, ...same } = rest
  return {
    ...same,
    due: new Date(due),
    elapsed_days: 0, // made anew from last_review at each review
    scheduled_days: scheduledDays,
    learning_steps: learningSteps,
    state: LEARNING_STATES.indexOf(state) satisfies State,
    ...(lastReview === null ? {} : { last_review: new Date(lastReview) }),
  }
}

function fromFsrs(card: FsrsCard): Schedule {
  const { stability, difficulty, reps, lapses } = card
  return {
    ...{ stability, difficulty, reps, lapses },
    due: card.due.toISOString(),
    scheduledDays: card.scheduled_days,
    learningSteps: card.learning_steps,
    state: LEARNING_STATES[card.state] ?? 'new',
    lastReview: card.last_review?.toISOString() ?? null,
  }
}
