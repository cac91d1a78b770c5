import * as z from 'zod/mini'
import { defineEntity, type InsertOf, type PatchOf, type RowOf } from './entity.ts'
import { fallback, json, jsonKeys, required, text, uuid } from './field.ts'
import { type Schedule, schedule } from './schedule.ts'
import * as value from './value.ts'

/** What a card asks for. */
export const CARD_TYPES = ['cloze', 'concept', 'step', 'unit', 'figure'] as const

export type CardType = (typeof CARD_TYPES)[number]

/** A question and its answer, made from a marked place or a work, and when to ask it again. */
export const card = defineEntity({
  table: 'cards',
  indexes: ['annotationId', 'workId'],
  fields: {
    annotationId: uuid(value.id),
    workId: uuid(value.id),
    cardType: fallback(text(z.enum(CARD_TYPES)), 'concept'),
    /** Markdown, as the back. */
    front: required(text(value.filledText)),
    back: text(value.plainText),
    schedule: required(json<Schedule>(schedule)),
    metadata: fallback(jsonKeys(value.jsonObject), {}),
  },
  parents: { annotationId: 'annotations', workId: 'works' },
})

export type Card = RowOf<typeof card>
export type CardInsert = InsertOf<typeof card>
export type CardPatch = PatchOf<typeof card>
