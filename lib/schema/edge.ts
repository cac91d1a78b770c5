import * as z from 'zod/mini'
import { derivedId } from './derived-id.ts'
import { defineEntity, type InsertOf, type PatchOf, type RowOf } from './entity.ts'
import { fallback, jsonKeys, once, required, text, uuid } from './field.ts'
import * as value from './value.ts'

/** What one entity is to another. */
export const RELATIONS = [
  'contains',
  'assignedIn',
  'partOf',
  'cites',
  'relatedTo',
  'prerequisite',
  'references',
] as const

export type Relation = (typeof RELATIONS)[number]

/** The ends of an edge; those of a relation that has no direction are sorted. */
export function edgeEnds(relation: Relation, fromId: string, toId: string): [string, string] {
  return relation === 'relatedTo' && toId < fromId ? [toId, fromId] : [fromId, toId]
}

/** The id of an edge: made twice, on any device, it is the same edge. */
export function edgeId(relation: Relation, fromId: string, toId: string): string {
  return derivedId(relation, ...edgeEnds(relation, fromId, toId))
}

/** A relation between two entities of any kind. An end may be gone: readers hide the edge then. */
export const edge = defineEntity({
  table: 'edges',
  indexes: ['fromId', 'toId'],
  fields: {
    fromId: once(required(uuid(value.id))),
    toId: once(required(uuid(value.id))),
    relation: once(required(text(z.enum(RELATIONS)))),
    /** Where it stands among its siblings: a key of `fractional-indexing`, compared as text. */
    position: text(value.orderKey),
    label: text(value.plainText),
    metadata: fallback(jsonKeys(value.jsonObject), {}),
  },
  refs: ['fromId', 'toId'],
  identify: ({ relation, fromId, toId }) => edgeId(relation, fromId, toId),
})

export type Edge = RowOf<typeof edge>
export type EdgeInsert = InsertOf<typeof edge>
export type EdgePatch = PatchOf<typeof edge>
