import * as z from 'zod/mini'
import { isoInstant } from './value.ts'

export const LEARNING_STATES = ['new', 'learning', 'review', 'relearning'] as const

const count = z.int().check(z.gte(0))
const amount = z.number().check(z.gte(0))

/**
 * How well a card is known and when it is due: what FSRS keeps of it. It is one value, written as a
 * whole: merged column by column, two devices' reviews could leave a stability of the one beside a
 * due date of the other, which no review ever gave.
 */
export const schedule = z.object({
  due: isoInstant,
  stability: amount,
  difficulty: amount,
  scheduledDays: amount,
  learningSteps: count,
  reps: count,
  lapses: count,
  state: z.enum(LEARNING_STATES),
  lastReview: z.nullable(isoInstant),
})

export type Schedule = z.infer<typeof schedule>
