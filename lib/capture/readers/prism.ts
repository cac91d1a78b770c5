import type { Finding } from '../finding.ts'
import type { Page } from '../page.ts'
import { type Meaning, readTags, under } from './tags.ts'

const MEANINGS = new Map<string, Meaning>([
  ['publicationname', { field: 'containerTitle', sure: 80, type: 'article-journal' }],
  ['publicationdate', { field: 'date', sure: 73 }],
  ['doi', { field: 'doi', sure: 80 }],
  ['volume', { field: 'volume', sure: 80 }],
  ['number', { field: 'issue', sure: 80 }],
  ['startingpage', { field: 'firstPage', sure: 80 }],
  ['endingpage', { field: 'lastPage', sure: 80 }],
  ['pagerange', { field: 'pages', sure: 70 }],
  ['isbn', { field: 'isbn13', sure: 80 }],
])

/** Reads PRISM, the publishers' own words for what a piece appeared in (idealliance.org/prism-metadata). */
export function readPrism(page: Page): Finding[] {
  const tags = under(page.tags, /^prism[.:]/)
  const found = readTags(tags, MEANINGS)
  const issn = tags.filter((tag) => tag.name === 'issn' || tag.name === 'eissn')
  if (issn.length > 0)
    found.push({ field: 'issn', value: issn.map((tag) => tag.content), sure: 80 })
  return found
}
