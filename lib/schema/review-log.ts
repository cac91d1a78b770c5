import * as z from 'zod/mini'
import { defineEntity, type InsertOf, type RowOf } from './entity.ts'
import { instant, int, json, required, uuid } from './field.ts'
import { type Schedule, schedule } from './schedule.ts'
import * as value from './value.ts'

/** Again, hard, good, easy, as FSRS numbers them. */
export const RATINGS = [1, 2, 3, 4] as const

export type Rating = (typeof RATINGS)[number]

/**
 * One review of a card. Reviews are facts and only ever added, so that two devices that review
 * offline lose none; with the schedule before the first, a card's schedule follows from them.
 */
export const reviewLog = defineEntity({
  table: 'review_logs',
  indexes: ['cardId'],
  fields: {
    cardId: required(uuid(value.id)),
    rating: required(int(z.int().check(z.gte(1), z.lte(4)))),
    reviewedAt: required(instant(value.isoInstant)),
    latencyMs: int(z.int().check(z.gte(0), z.lte(2_147_483_647))),
    before: required(json<Schedule>(schedule)),
  },
  parents: { cardId: 'cards' },
  appendOnly: true,
})

export type ReviewLog = RowOf<typeof reviewLog>
export type ReviewLogInsert = InsertOf<typeof reviewLog>
