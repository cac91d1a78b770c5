import { defineEntity, type InsertOf, type PatchOf, type RowOf } from './entity.ts'
import { bool, fallback, jsonKeys, required, text, textSet } from './field.ts'
import * as value from './value.ts'

/**
 * A named set of works, files and activities. What is in it is said by `contains` edges, and in
 * which order by their positions; `ordered` says whether that order means something to its person.
 */
export const collection = defineEntity({
  table: 'collections',
  indexes: ['createdAt'],
  fields: {
    name: required(text(value.filledText)),
    description: text(value.plainText),
    ordered: fallback(bool(), false),
    tags: fallback(textSet(value.textSetValue), []),
    icon: text(value.plainText),
    color: text(value.hexColor),
    metadata: fallback(jsonKeys(value.jsonObject), {}),
  },
})

export type Collection = RowOf<typeof collection>
export type CollectionInsert = InsertOf<typeof collection>
export type CollectionPatch = PatchOf<typeof collection>
