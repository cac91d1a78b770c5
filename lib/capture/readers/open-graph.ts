import type { CslType } from '../../schema/csl-type.ts'
import { byline } from '../credit.ts'
import type { Finding } from '../finding.ts'
import { type Page, saidBy } from '../page.ts'
import { keywordsOf, type Meaning, readTags } from './tags.ts'

const MEANINGS = new Map<string, Meaning>([
  ['og:title', { field: 'title', sure: 50 }],
  ['twitter:title', { field: 'title', sure: 40 }],
  ['og:url', { field: 'canonicalUrl', sure: 60 }],
  ['og:site_name', { field: 'siteName', sure: 60 }],
  ['og:locale', { field: 'language', sure: 30 }],
  ['og:description', { field: 'abstract', sure: 30 }],
  ['article:published_time', { field: 'date', sure: 65 }],
  ['og:article:published_time', { field: 'date', sure: 64 }],
  ['book:isbn', { field: 'isbn13', sure: 60, type: 'book' }],
  ['books:isbn', { field: 'isbn13', sure: 60, type: 'book' }],
  ['book:release_date', { field: 'date', sure: 60 }],
  ['video:release_date', { field: 'date', sure: 60 }],
])

const CREDITS = ['article:author', 'og:article:author', 'book:author', 'video:director']

const TYPES: [RegExp, CslType][] = [
  [/^books?(?:[.:]|$)/, 'book'],
  [/^video\.(?:tv|episode)|podcast/, 'broadcast'],
  [/^video/, 'motion_picture'],
  [/presentation|slide/, 'speech'],
  [/^music/, 'song'],
  [/thesis/, 'thesis'],
  [/^article$/, 'article-newspaper'],
]

/** Reads Open Graph (ogp.me) with its `article:` and `book:` tags, made for sharing: titles may carry the site's name. */
export function readOpenGraph(page: Page): Finding[] {
  const found = readTags(page.tags, MEANINGS)
  for (const name of CREDITS) {
    const names = saidBy(page, name).filter((text) => !/^https?:|^\/|^@/.test(text))
    const authors = names.flatMap((text) => byline(text))
    if (authors.length > 0) found.push({ field: 'authors', value: authors, sure: 52 })
  }
  const topics = keywordsOf(saidBy(page, 'article:tag'))
  if (topics.length > 0) found.push({ field: 'topics', value: topics, sure: 50 })
  const said = saidBy(page, 'og:type')[0]?.toLowerCase() ?? ''
  const type = TYPES.find(([pattern]) => pattern.test(said))?.[1]
  if (type) found.push({ field: 'type', value: type, sure: type === 'article-newspaper' ? 30 : 55 })
  return found
}
