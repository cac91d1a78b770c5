import { type Decided, firstOf } from './candidates.ts'
import { decideAuthors } from './decide-authors.ts'
import { decideTitle } from './decide-title.ts'
import type { Draft, PageField } from './draft.ts'
import type { Heard } from './finding.ts'
import { letters } from './headline.ts'
import { identified } from './identifiers.ts'
import { languageOf } from './language.ts'
import { paged } from './pages.ts'
import { originalPlace } from './place.ts'
import { plain } from './plain.ts'
import { published } from './published.ts'
import { isSiteName } from './title.ts'
import { coarseType, fineType, isOfSite } from './type.ts'
import { cleanAddress, httpAddress, lastingAddress, readableAddress } from './url.ts'

type Decisions = {
  [F in PageField | 'pdfUrl' | 'siteName']?: Decided<NonNullable<Draft[F]>> | undefined
}

/** Decides field by field between all that was heard of a page, and notes whose word was taken. */
export function merge(heard: readonly Heard[], url: URL): Draft {
  return recorded({ ...decideTexts(heard), ...identified(heard), ...decideWhole(heard, url) })
}

const TEXTS = [
  'subtitle',
  'abstract',
  'publisher',
  'publisherPlace',
  'institution',
  'series',
  'event',
  'volume',
  'issue',
  'edition',
] as const

function decideTexts(heard: readonly Heard[]): Decisions {
  const texts = TEXTS.map((field) => [field, firstOf(heard, field, text)])
  return {
    ...(Object.fromEntries(texts) as Decisions), // the fields of TEXTS, each a text
    topics: firstOf(heard, 'topics', topics),
    language: firstOf(heard, 'language', languageOf),
    pages: paged(heard),
  }
}

/** The fields that look at one another: a site's name helps the title, the venue the type, the type the venue. */
function decideWhole(heard: readonly Heard[], url: URL): Decisions {
  const named = firstOf(heard, 'siteName', name)
  const journal = firstOf(heard, 'containerTitle', name)
  const names = [named?.value ?? '', journal?.value ?? '']
  const title = decideTitle(heard, names, url.hostname)
  const siteName =
    named ?? (title?.value.site ? { value: title.value.site, reader: title.reader } : undefined)
  const cslType = fineType(heard, journal?.value)
  const language = firstOf(heard, 'language', languageOf)
  const date = published(heard, language?.value, url.hostname)
  return {
    title: title
      ? { value: title.value.title, reader: title.reader }
      : ofAddress(readableAddress(url)),
    cslType,
    workType: { value: coarseType(cslType.value), reader: cslType.reader },
    authors: decideAuthors(heard, cslType.value, (one) => isSiteName(one, names, url.hostname)),
    publishingDate: date,
    year: date && { value: Number(date.value.slice(0, 4)), reader: date.reader },
    containerTitle: isOfSite(cslType.value) ? (siteName ?? journal) : held(journal, title),
    siteName,
    url: ofAddress(cleanAddress(url.href)),
    canonicalUrl:
      firstOf(heard, 'canonicalUrl', (value) => lastingAddress(value, originalPlace(url))) ??
      ofAddress(cleanAddress(originalPlace(url).href)),
    pdfUrl: firstOf(heard, 'pdfUrl', (value) => httpAddress(value, url.href)),
  }
}

/** What a work is in; a book that names itself there is in nothing. */
function held(
  journal: Decided<string> | undefined,
  title: Decided<{ title: string }> | undefined,
): Decided<string> | undefined {
  return journal && letters(journal.value) === letters(title?.value.title ?? '')
    ? undefined
    : journal
}

function ofAddress(value: string): Decided<string>
function ofAddress(value: string | undefined): Decided<string> | undefined
function ofAddress(value: string | undefined): Decided<string> | undefined {
  return value === undefined ? undefined : { value, reader: 'address' }
}

function text(value: string): string | undefined {
  return plain(value) || undefined
}

/** A name of a venue or a site; addresses, which some put there, are none. */
function name(value: string): string | undefined {
  const words = plain(value)
  return words === '' || /^(?:https?:|www\.)/i.test(words) ? undefined : words
}

function topics(values: readonly string[]): string[] | undefined {
  const words = values.map(plain).filter((word) => word !== '' && word.length <= 200)
  const distinct = new Map(words.map((word) => [word.toLowerCase(), word]))
  return distinct.size > 0 ? [...distinct.values()] : undefined
}

/** A draft of what was decided; `provenance` says which reader gave each field. */
function recorded(decisions: Decisions): Draft {
  const values: Record<string, unknown> = {}
  const provenance: Record<string, string> = {}
  for (const [field, decision] of Object.entries(decisions)) {
    if (decision === undefined) continue
    values[field] = decision.value
    provenance[field] = decision.reader
  }
  return { ...values, provenance } as Draft // the decisions are typed by the draft's own fields
}
