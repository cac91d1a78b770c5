import * as z from 'zod/mini'
import { fitsBytes } from '../kit/bytes.ts'
import { filledText, httpUrl, plainText } from '../schema/value.ts'
import { type WorkInsert, work } from '../schema/work.ts'
import { limits } from '../wire/limits.ts'

/** What a page may say of a work. The rest of a work is its owner's and no page's business. */
const PAGE_FIELDS = [
  'title',
  'subtitle',
  'workType',
  'cslType',
  'authors',
  'topics',
  'abstract',
  'year',
  'publishingDate',
  'publisher',
  'publisherPlace',
  'institution',
  'containerTitle',
  'series',
  'event',
  'volume',
  'issue',
  'pages',
  'edition',
  'doi',
  'arxivId',
  'isbn13',
  'issn',
  'pmid',
  'pmcid',
  'url',
  'canonicalUrl',
  'language',
  'metadata',
  'provenance',
] as const satisfies readonly (keyof WorkInsert)[]

export type PageField = (typeof PAGE_FIELDS)[number]

/** One work of a list page: its link, and what identifies it where the list says so. */
export interface ListItem {
  title: string
  url?: string
  doi?: string
  arxivId?: string
  pmid?: string
}

/** A work as a page tells it, before it is saved. `items` are a list page's works, in order. */
export type Draft = { title: string } & {
  [F in Exclude<PageField, 'title'>]?: NonNullable<WorkInsert[F]>
} & { pdfUrl?: string; siteName?: string; items?: ListItem[] }

const listItem = z.object({
  title: filledText,
  url: z.optional(httpUrl),
  doi: z.optional(filledText),
  arxivId: z.optional(filledText),
  pmid: z.optional(filledText),
})

const shape: Record<string, z.ZodMiniType> = {
  pdfUrl: z.optional(httpUrl),
  siteName: z.optional(plainText),
  items: z.optional(z.array(listItem).check(z.maxLength(limits.listDrafts))),
}
for (const name of PAGE_FIELDS) {
  const { schema, presence } = work.fields[name]
  shape[name] = presence === 'required' ? schema : z.optional(schema)
}

/** What a content script hands over, which is not trusted: bounded, plain, http(s) only, unknown keys dropped. */
export const draft = z.object(shape).check(
  z.refine((value) => fitsBytes(JSON.stringify(value), limits.draftBytes), {
    error: 'is larger than 512 KiB',
  }),
) as unknown as z.ZodMiniType<Draft> // the shape is built by the rule that the type states
