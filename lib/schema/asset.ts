import * as z from 'zod/mini'
import { defineEntity, type InsertOf, type PatchOf, type RowOf } from './entity.ts'
import { bigint, bool, fallback, instant, int, jsonKeys, text, uuid } from './field.ts'
import * as value from './value.ts'

/** What a file is to its work. */
export const ASSET_ROLES = [
  'main',
  'supplement',
  'slides',
  'solutions',
  'data',
  'notes',
  'exercises',
  'thumbnail',
] as const

const count = z.int().check(z.gte(0))

/** A file of a work, or of none yet. `sha256, bytes, mime, filename` are null until it is stored. */
export const asset = defineEntity({
  table: 'assets',
  indexes: ['workId'],
  fields: {
    kind: fallback(text(z.literal('asset')), 'asset'),
    workId: uuid(value.id),
    sha256: text(value.sha256),
    filename: text(value.plainText),
    mime: text(value.plainText),
    bytes: bigint(count),
    pageCount: int(count.check(z.gte(1), z.lte(1_000_000))),
    role: fallback(text(z.enum(ASSET_ROLES)), 'main'),
    sourceUrl: text(value.httpUrl),
    favorite: fallback(bool(), false),
    readAt: instant(value.isoInstant),
    metadata: fallback(jsonKeys(value.jsonObject), {}),
  },
  parents: { workId: 'works' },
})

export type Asset = RowOf<typeof asset>
export type AssetInsert = InsertOf<typeof asset>
export type AssetPatch = PatchOf<typeof asset>
