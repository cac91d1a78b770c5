import { citationOf } from '../citation.ts'
import { credited } from '../credit.ts'
import type { Finding } from '../finding.ts'
import type { Page } from '../page.ts'
import { typeOfWord } from '../type-words.ts'
import { keywordsOf, type Meaning, readTags, under } from './tags.ts'

const MEANINGS = new Map<string, Meaning>([
  ['title', { field: 'title', sure: 70 }],
  ['title.alternative', { field: 'subtitle', sure: 40 }],
  ['date.issued', { field: 'date', sure: 72 }],
  ['issued', { field: 'date', sure: 71 }],
  ['date', { field: 'date', sure: 68 }],
  ['date.created', { field: 'date', sure: 50 }],
  ['created', { field: 'date', sure: 49 }],
  ['datesubmitted', { field: 'date', sure: 40 }],
  ['identifier.doi', { field: 'doi', sure: 75 }],
  ['identifier.pmid', { field: 'pmid', sure: 75 }],
  ['identifier.isbn', { field: 'isbn13', sure: 75 }],
  ['identifier.uri', { field: 'canonicalUrl', sure: 40 }],
  ['publisher', { field: 'publisher', sure: 70 }],
  ['source.volume', { field: 'volume', sure: 60 }],
  ['source.issue', { field: 'issue', sure: 60 }],
  ['citation.volume', { field: 'volume', sure: 61 }],
  ['citation.issue', { field: 'issue', sure: 61 }],
  ['citation.spage', { field: 'firstPage', sure: 60 }],
  ['citation.epage', { field: 'lastPage', sure: 60 }],
  ['relation.ispartof', { field: 'containerTitle', sure: 45 }],
  ['ispartof', { field: 'containerTitle', sure: 44 }],
  ['language', { field: 'language', sure: 60 }],
  ['description', { field: 'abstract', sure: 50 }],
  ['description.abstract', { field: 'abstract', sure: 55 }],
  ['abstract', { field: 'abstract', sure: 55 }],
])

const SOURCES = [
  'source',
  'bibliographiccitation',
  'identifier.bibliographiccitation',
  'identifier.citation',
]
const CREATORS = ['creator', 'creator.personalname', 'author']
const MAX_LINKS = 500
/** RDFa's way to give a prefix: `prefix="d: http://purl.org/dc/terms/"`. */
const DECLARED = /([a-z][\w-]{0,30}):\s+https?:\/\/purl\.org\/dc\//gi
const HOME = /^https?:\/\/purl\.org\/(?:dc|metadata\/dublin_core)/i

/** Reads Dublin Core and DCMI terms, also under a prefix that the page has given them by `<link rel="schema.X">`. */
export function readDublinCore(page: Page): Finding[] {
  const tags = under(page.tags, prefixOf(page))
  const of = (...names: string[]) =>
    tags.filter((tag) => names.includes(tag.name)).map((tag) => tag.content)
  const found = readTags(tags, MEANINGS)
  const creators = credited(of(...CREATORS))
  const contributors = credited(of('contributor'))
  const topics = keywordsOf(of('subject'))
  if (creators.length > 0) found.push({ field: 'authors', value: creators, sure: 70 })
  // Some publishers name the authors as contributors; where creators are named, these are others.
  if (contributors.length > 0)
    found.push({ field: 'authors', value: contributors, sure: creators.length > 0 ? 35 : 66 })
  if (topics.length > 0) found.push({ field: 'topics', value: topics, sure: 60 })
  for (const type of of('type', 'type.articletype')) found.push(...typed(type))
  for (const source of of(...SOURCES)) found.push(...appeared(source))
  for (const identifier of of('identifier', 'identifier.uri', 'identifier.other'))
    found.push(...identified(identifier))
  return found
}

/** Where it appeared, often a whole citation; what publishers' software fills in by itself is none. */
function appeared(source: string): Finding[] {
  if (/^world$/i.test(source)) return []
  const { container, volume, issue, pages } = citationOf(source) ?? {}
  const found: Finding[] = []
  if (container) found.push({ field: 'containerTitle', value: container, sure: 46 })
  if (volume) found.push({ field: 'volume', value: volume, sure: 46 })
  if (issue) found.push({ field: 'issue', value: issue, sure: 46 })
  if (pages) found.push({ field: 'pages', value: pages, sure: 46 })
  return found.length > 0
    ? found
    : [{ field: 'containerTitle', value: source.replace(/\s*;.*$/s, ''), sure: 30 }]
}

/** An identifier of an unsaid kind is offered as each; the merge knows which it can be. */
function identified(value: string): Finding[] {
  if (/^\d+$/.test(value)) return [] // a record's number in some database
  return [
    { field: 'doi', value, sure: 70 },
    { field: 'arxivId', value, sure: 60 },
    { field: 'isbn13', value, sure: 60 },
  ]
}

function typed(value: string): Finding[] {
  const type = typeOfWord(value)
  return type === undefined
    ? []
    : [{ field: 'type', value: type, sure: type === 'article-journal' ? 60 : 84 }]
}

function prefixOf(page: Page): RegExp {
  const own = page
    .all('link[rel][href]', MAX_LINKS)
    .filter((link) => HOME.test(link.getAttribute('href') ?? ''))
    .flatMap(
      (link) => /^schema\.([a-z][\w-]{0,30})$/i.exec(link.getAttribute('rel') ?? '')?.[1] ?? [],
    )
  const declared = [page.first('html'), page.first('head'), page.first('body')].flatMap(
    (element) => [...(element?.getAttribute('prefix') ?? '').slice(0, 2000).matchAll(DECLARED)],
  )
  const names = [
    'dc',
    'dcterms',
    'dct',
    'dcterm',
    ...own,
    ...declared.flatMap((match) => match[1] ?? []),
  ]
  return new RegExp(
    String.raw`^(?:(?:${names.join('|')})[.:]|https?://purl\.org/dc/(?:terms|elements/1\.1)/)`,
    'i',
  )
}
