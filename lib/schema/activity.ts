import * as z from 'zod/mini'
import { person } from './author.ts'
import { defineEntity, type InsertOf, type PatchOf, type RowOf } from './entity.ts'
import { fallback, json, jsonKeys, required, text } from './field.ts'
import { valueLimits } from './limits.ts'
import * as value from './value.ts'

/** What works and files are brought together for. */
export const ACTIVITY_TYPES = [
  'course',
  'workshop',
  'project',
  'thesis',
  'seminar',
  'reading_group',
  'conference',
] as const

export type ActivityType = (typeof ACTIVITY_TYPES)[number]

/** Somebody who takes part; the role is free text: lecturer, student, chair. */
const participant = z.extend(person, { role: z.optional(value.plainText) })

export type Participant = z.infer<typeof participant>

const participantList = z.array(participant).check(z.maxLength(valueLimits.arrayItems))

/**
 * A course, project or meeting. It starts and ends on dates as precise as they are known, not at
 * instants: a term is two months of a calendar, whatever the time zone.
 */
export const activity = defineEntity({
  table: 'activities',
  indexes: ['createdAt'],
  fields: {
    title: required(text(value.filledText)),
    activityType: fallback(text(z.enum(ACTIVITY_TYPES)), 'project'),
    description: text(value.plainText),
    institution: text(value.plainText),
    participants: fallback(json<Participant[]>(participantList), []),
    startsOn: text(value.partialDate),
    endsOn: text(value.partialDate),
    notes: text(value.plainText),
    icon: text(value.plainText),
    color: text(value.hexColor),
    metadata: fallback(jsonKeys(value.jsonObject), {}),
  },
})

export type Activity = RowOf<typeof activity>
export type ActivityInsert = InsertOf<typeof activity>
export type ActivityPatch = PatchOf<typeof activity>
