import { type Name, nameOf } from '../../cite/names.ts'
import type { Author } from '../../schema/author.ts'
import type { CslType } from '../../schema/csl-type.ts'
import { withoutRepeats } from '../credit.ts'
import type { Finding, SaidField } from '../finding.ts'
import { headlineOf } from '../headline.ts'
import type { Page } from '../page.ts'
import { isOwn } from './elsewhere.ts'

const MAX_SPANS = 20
const MAX_KEYS = 300
const SURE = 66

type TextField = Extract<
  SaidField,
  | 'containerTitle'
  | 'series'
  | 'date'
  | 'volume'
  | 'issue'
  | 'firstPage'
  | 'lastPage'
  | 'pages'
  | 'publisher'
  | 'publisherPlace'
  | 'edition'
  | 'isbn13'
  | 'institution'
>

/** KEV keys (Z39.88-2004) and the fields that they fill, the surer key first. */
const KEYS: [string, TextField][] = [
  ['date', 'date'],
  ['jtitle', 'containerTitle'],
  ['stitle', 'containerTitle'],
  ['series', 'series'],
  ['volume', 'volume'],
  ['issue', 'issue'],
  ['spage', 'firstPage'],
  ['epage', 'lastPage'],
  ['pages', 'pages'],
  ['pub', 'publisher'],
  ['place', 'publisherPlace'],
  ['edition', 'edition'],
  ['isbn', 'isbn13'],
  ['inst', 'institution'],
]

const GENRES: Readonly<Record<string, CslType>> = {
  article: 'article-journal',
  proceeding: 'paper-conference',
  conference: 'paper-conference',
  preprint: 'article',
  book: 'book',
  bookitem: 'chapter',
  report: 'report',
  dissertation: 'thesis',
  patent: 'patent',
}

/** Reads the one COinS span that is of the page's own work: it bears the page's title. All others are a bibliography's. */
export function readCoins(page: Page): Finding[] {
  const spans = page.all('span.Z3988[title]', MAX_SPANS).filter(isOwn)
  if (spans.length === 0) return []
  const isHeadline = headlineOf(page)
  const objects = spans.map((span) => new URLSearchParams(span.getAttribute('title') ?? ''))
  const own = objects.filter((object) => isHeadline(titleOf(object) ?? ''))
  const [only] = own
  return only && own.length === 1 ? readObject(only) : []
}

/** A chapter's or a paper's title comes before its book's. */
function titleOf(object: URLSearchParams): string | undefined {
  return (
    object.get('rft.atitle') || object.get('rft.title') || object.get('rft.btitle') || undefined
  )
}

function readObject(object: URLSearchParams): Finding[] {
  const title = titleOf(object)
  const book = object.get('rft.atitle') ? object.get('rft.btitle') || object.get('rft.title') : null
  const authors = authorsOf(object)
  const found: Finding[] = KEYS.flatMap(([key, field]) => {
    const value = object.get(`rft.${key}`)
    return value ? [{ field, value, sure: SURE } as const] : []
  })
  if (title) found.push({ field: 'title', value: title, sure: SURE })
  if (book) found.push({ field: 'containerTitle', value: book, sure: SURE - 1 })
  if (authors.length > 0) found.push({ field: 'authors', value: authors, sure: SURE })
  const issn = ['rft.issn', 'rft.eissn'].flatMap((key) => object.get(key) || [])
  if (issn.length > 0) found.push({ field: 'issn', value: issn, sure: SURE })
  return [...found, ...typeOf(object), ...idsOf(object)]
}

function typeOf(object: URLSearchParams): Finding[] {
  const format = (object.get('rft_val_fmt') ?? '').replace(/^.*:/, '')
  const genre = object.get('rft.genre') ?? ''
  const type = GENRES[genre] ?? (format === 'journal' ? 'article-journal' : GENRES[format])
  return type ? [{ field: 'type', value: type, sure: SURE }] : []
}

function idsOf(object: URLSearchParams): Finding[] {
  return object
    .getAll('rft_id')
    .concat(object.getAll('rft.identifier'))
    .slice(0, 20)
    .flatMap((id): Finding[] => [
      { field: 'doi', value: id, sure: SURE },
      { field: 'pmid', value: id, sure: SURE },
      { field: 'isbn13', value: id, sure: SURE },
    ])
}

function authorsOf(object: URLSearchParams): Author[] {
  const [last, first, corporate] = ['rft.aulast', 'rft.aufirst', 'rft.aucorp'].map((key) =>
    object.get(key),
  )
  const named = last ? nameOf(first ? `${last}, ${first}` : last) : undefined
  const body: Name[] = corporate ? [{ literal: corporate }] : []
  const others = [...object.getAll('rft.au'), ...object.getAll('rft.creator')].slice(0, MAX_KEYS)
  // The first author often stands twice, in parts and whole; the whole list is in order.
  const listed = others.flatMap((text) => nameOf(text) ?? [])
  const lists = listed.length > 0 && holds(listed, named) ? listed : [named ?? [], listed].flat()
  return withoutRepeats([...lists, ...body].map((name) => ({ ...name, role: 'author' as const })))
}

function holds(names: readonly Name[], name: Name | undefined): boolean {
  return name === undefined || names.some(({ family }) => family === name.family)
}
