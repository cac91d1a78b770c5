import fc from 'fast-check'
import { createEmptyCard, type Card as FsrsCard, fsrs, State } from 'ts-fsrs'
import { expect, it } from 'vitest'
import { RATINGS } from '../schema/review-log.ts'
import { schedule as scheduleSchema } from '../schema/schedule.ts'
import { type Fact, newSchedule, reviewed, scheduleFromLogs } from './fsrs.ts'

const START = new Date('2026-01-01T08:00:00.000Z')
const MINUTE_MS = 60_000

/** Reviews: how long after the one before, in minutes, and how it went. */
const histories = fc.array(
  fc.tuple(fc.constantFrom(0, 1, 10, 1_440, 10_000, 90_000), fc.constantFrom(...RATINGS)),
  { maxLength: 12 },
)

function told(card: FsrsCard) {
  const { stability, difficulty, reps, lapses, due, scheduled_days, learning_steps } = card
  return { stability, difficulty, reps, lapses, due, scheduled_days, learning_steps }
}

it('F44 gives the state that ts-fsrs gives, for any ratings, also after the wire', () => {
  fc.assert(
    fc.property(histories, (history) => {
      let theirs = createEmptyCard(START)
      let ours = newSchedule(START)
      let at = START
      for (const [minutes, rating] of history) {
        at = new Date(at.getTime() + minutes * MINUTE_MS)
        theirs = fsrs({ enable_fuzz: false }).next(theirs, at, rating).card
        ours = scheduleSchema.parse(JSON.parse(JSON.stringify(reviewed(ours, rating, at))))
      }
      const { scheduledDays, learningSteps, due, state, lastReview, ...same } = ours
      const named = { scheduled_days: scheduledDays, learning_steps: learningSteps }
      expect({ ...same, ...named, due: new Date(due) }).toEqual(told(theirs))
      expect(state).toBe(State[theirs.state].toLowerCase())
      expect(lastReview).toBe(theirs.last_review?.toISOString() ?? null)
    }),
  )
})

it('F44 takes a clock that was set back as no time gone by', () => {
  const once = reviewed(newSchedule(START), 3, START)
  const back = new Date(START.getTime() - 30 * 1_440 * MINUTE_MS)
  expect(reviewed(once, 3, back)).toEqual(reviewed(once, 3, START))
})

/** The reviews that a device makes of a card, from the schedule that it knows. */
function review(from: ReturnType<typeof newSchedule>, history: [number, Fact['rating']][]) {
  let before = from
  return history.map(([minute, rating]): Fact => {
    const at = new Date(START.getTime() + minute * MINUTE_MS)
    const after = reviewed(before, rating as 1, at)
    const fact = { id: crypto.randomUUID(), rating, reviewedAt: at.toISOString(), before }
    before = after
    return fact
  })
}

it('F44 makes one schedule of the reviews of two devices, in whatever order they arrive', () => {
  const minutes = fc.uniqueArray(fc.nat({ max: 100_000 }), { minLength: 1, maxLength: 6 })
  const device = minutes.chain((list) =>
    fc.tuple(
      ...list
        .sort((a, b) => a - b)
        .map((minute) => fc.tuple(fc.constant(minute), fc.constantFrom(...RATINGS))),
    ),
  )
  fc.assert(
    fc.property(device, device, (mine, theirs) => {
      const known = newSchedule(START)
      const logs = [...review(known, mine), ...review(known, theirs)]
      const schedule = scheduleFromLogs(logs)
      expect(scheduleFromLogs([...logs].reverse())).toEqual(schedule)
      expect(schedule?.reps).toBe(mine.length + theirs.length)
    }),
  )
})

it('F44 gives a lone device the schedule that it made itself', () => {
  const logs = review(newSchedule(START), [
    [0, 3],
    [10, 3],
    [5_000, 1],
  ])
  const last = logs.at(-1)
  if (!last) throw new Error('There are three reviews')
  expect(scheduleFromLogs(logs)).toEqual(reviewed(last.before, 1, new Date(last.reviewedAt)))
  expect(scheduleFromLogs([])).toBeUndefined()
})
