import * as z from 'zod/mini'
import { type AnnotationTarget, annotationId, annotationTarget } from './annotation-target.ts'
import { defineEntity, type InsertOf, type PatchOf, type RowOf } from './entity.ts'
import { fallback, json, jsonKeys, once, required, text, textSet, uuid } from './field.ts'
import * as value from './value.ts'

/** What a person marks a place as. */
export const ANNOTATION_KINDS = [
  'equation',
  'table',
  'figure',
  'abstract',
  'definition',
  'theorem',
  'proof',
  'example',
  'note',
  'question',
] as const

export type AnnotationKind = (typeof ANNOTATION_KINDS)[number]

/** A marked place in a PDF or a web page, with what a person says of it. The place never moves. */
export const annotation = defineEntity({
  table: 'annotations',
  indexes: ['workId', 'target.sha256', 'target.canonicalUrl'],
  fields: {
    workId: uuid(value.id),
    target: once(required(json<AnnotationTarget>(annotationTarget))),
    /** The words that are marked. */
    quote: text(value.plainText),
    title: text(value.plainText),
    annotationKind: text(z.enum(ANNOTATION_KINDS)),
    /** Markdown. */
    notes: text(value.plainText),
    color: text(value.hexColor),
    tags: fallback(textSet(value.textSetValue), []),
    metadata: fallback(jsonKeys(value.jsonObject), {}),
  },
  parents: { workId: 'works' },
  identify: ({ target }) => annotationId(target),
})

export type Annotation = RowOf<typeof annotation>
export type AnnotationInsert = InsertOf<typeof annotation>
export type AnnotationPatch = PatchOf<typeof annotation>
