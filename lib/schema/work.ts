import * as z from 'zod/mini'
import { type Author, authorList } from './author.ts'
import { CSL_TYPES } from './csl-type.ts'
import { defineEntity, type InsertOf, type PatchOf, type RowOf } from './entity.ts'
import {
  bool,
  clearable,
  fallback,
  instant,
  int,
  json,
  jsonKeys,
  required,
  text,
  textArray,
  textSet,
  uuid,
} from './field.ts'
import * as value from './value.ts'

/** What a person calls it; `cslType` says it finely. */
export const WORK_TYPES = [
  'paper',
  'textbook',
  'thesis',
  'notes',
  'slides',
  'dataset',
  'article',
  'book',
  'report',
  'software',
  'video',
  'webpage',
  'other',
] as const

export type WorkType = (typeof WORK_TYPES)[number]

/** A paper, book, thesis, article, dataset, video or any page in a person's library. */
export const work = defineEntity({
  table: 'works',
  indexes: ['createdAt', 'doi', 'arxivId', 'isbn13', 'pmid', 'url', 'canonicalUrl'],
  fields: {
    kind: fallback(text(z.literal('work')), 'work'),
    title: required(text(value.filledText)),
    subtitle: text(value.plainText),
    workType: fallback(text(z.enum(WORK_TYPES)), 'paper'),
    cslType: text(z.enum(CSL_TYPES)),
    authors: fallback(json<Author[]>(authorList), []),
    topics: fallback(textSet(value.textSetValue), []),
    abstract: text(value.plainText),
    year: int(value.year),
    publishingDate: text(value.partialDate),
    publisher: text(value.plainText),
    publisherPlace: text(value.plainText),
    institution: text(value.plainText),
    containerTitle: text(value.plainText),
    series: text(value.plainText),
    event: text(value.plainText),
    volume: text(value.plainText),
    issue: text(value.plainText),
    pages: text(value.plainText),
    edition: text(value.plainText),
    doi: text(value.plainText.check(z.toLowerCase())),
    arxivId: text(value.plainText),
    isbn13: text(value.plainText),
    issn: fallback(textArray(value.textList), []),
    pmid: text(value.plainText),
    pmcid: text(value.plainText),
    url: text(value.httpUrl),
    canonicalUrl: text(value.httpUrl),
    language: text(value.plainText),
    accessedAt: instant(value.isoInstant),
    notes: text(value.plainText),
    readAt: instant(value.isoInstant),
    favorite: fallback(bool(), false),
    citationKey: text(value.plainText),
    allowMultipleAssets: fallback(bool(), false),
    icon: text(value.plainText),
    color: text(value.hexColor),
    mergedInto: clearable(uuid(value.id)),
    metadata: fallback(jsonKeys(value.jsonObject), {}),
    /** Which reader gave which field: camelCase field name → reader. */
    provenance: fallback(jsonKeys(value.jsonObject), {}),
  },
})

export type Work = RowOf<typeof work>
export type WorkInsert = InsertOf<typeof work>
export type WorkPatch = PatchOf<typeof work>
