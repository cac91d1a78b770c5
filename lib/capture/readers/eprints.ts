import { credited } from '../credit.ts'
import type { Finding } from '../finding.ts'
import type { Page } from '../page.ts'
import { typeOfWord } from '../type-words.ts'
import { keywordsOf, type Meaning, readTags, under } from './tags.ts'

const MEANINGS = new Map<string, Meaning>([
  ['title', { field: 'title', sure: 72 }],
  ['date', { field: 'date', sure: 74 }],
  ['publication', { field: 'containerTitle', sure: 72 }],
  ['book_title', { field: 'containerTitle', sure: 73 }],
  ['event_title', { field: 'event', sure: 72 }],
  ['series', { field: 'series', sure: 72 }],
  ['volume', { field: 'volume', sure: 72 }],
  ['number', { field: 'issue', sure: 72 }],
  ['pagerange', { field: 'pages', sure: 72 }],
  ['publisher', { field: 'publisher', sure: 72 }],
  ['place_of_pub', { field: 'publisherPlace', sure: 72 }],
  ['institution', { field: 'institution', sure: 72 }],
  ['abstract', { field: 'abstract', sure: 60 }],
  ['isbn', { field: 'isbn13', sure: 72 }],
  ['doi', { field: 'doi', sure: 76 }],
  ['id_number', { field: 'doi', sure: 74 }],
  ['official_url', { field: 'doi', sure: 60 }],
  ['document_url', { field: 'pdfUrl', sure: 62 }],
])

/** Reads the tags of EPrints (wiki.eprints.org), the words of its own database. */
export function readEprints(page: Page): Finding[] {
  const tags = under(page.tags, /^eprints\./)
  if (tags.length === 0) return []
  const of = (name: string) => tags.filter((tag) => tag.name === name).map((tag) => tag.content)
  const found = readTags(tags, MEANINGS)
  const authors = credited(of('creators_name'))
  const editors = credited(of('editors_name'), 'editor')
  const topics = keywordsOf(of('keywords'))
  const issn = of('issn')
  if (authors.length > 0) found.push({ field: 'authors', value: authors, sure: 72 })
  if (editors.length > 0) found.push({ field: 'editors', value: editors, sure: 72 })
  if (topics.length > 0) found.push({ field: 'topics', value: topics, sure: 65 })
  if (issn.length > 0) found.push({ field: 'issn', value: issn, sure: 72 })
  for (const word of of('type')) {
    const type = typeOf(word)
    if (type) found.push({ field: 'type', value: type, sure: 86 })
  }
  return found
}

/** EPrints calls reports monographs, and what was given at a conference an item of it. */
function typeOf(word: string) {
  return word === 'monograph' ? 'report' : typeOfWord(word.replaceAll('_', ' '))
}
