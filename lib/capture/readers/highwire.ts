import { orcidOf } from '../../cite/orcid.ts'
import type { Author } from '../../schema/author.ts'
import { byline, credited, MOST_PEOPLE } from '../credit.ts'
import type { Finding } from '../finding.ts'
import type { Page, Tag } from '../page.ts'
import { typeOfWord } from '../type-words.ts'
import { keywordsOf, type Meaning, readTags, under } from './tags.ts'

/**
 * Highwire Press tags, which Google Scholar asks publishers for: `citation_title` and its family
 * (scholar.google.com/intl/en/scholar/inclusion.html). bepress writes the same names with its own prefix.
 */
const PREFIX = /^(?:bepress_)?citation_/

const MEANINGS = new Map<string, Meaning>([
  ['title', { field: 'title', sure: 90 }],
  ['journal_title', { field: 'containerTitle', sure: 90, type: 'article-journal' }],
  ['journal_abbrev', { field: 'containerTitle', sure: 50 }],
  // A paper of proceedings that are a book is a paper still, and the book's title is where it is.
  ['conference_title', { field: 'containerTitle', sure: 92, type: 'paper-conference' }],
  ['conference', { field: 'containerTitle', sure: 91, type: 'paper-conference' }],
  ['inbook_title', { field: 'containerTitle', sure: 94, type: 'chapter' }],
  ['book_title', { field: 'containerTitle', sure: 93, type: 'chapter' }],
  ['dissertation_institution', { field: 'institution', sure: 95, type: 'thesis' }],
  ['dissertation_name', { sure: 95, type: 'thesis' }],
  ['technical_report_institution', { field: 'institution', sure: 95, type: 'report' }],
  ['technical_report_number', { sure: 95, type: 'report' }],
  ['patent_number', { sure: 95, type: 'patent' }],
  ['series_title', { field: 'series', sure: 90 }],
  // Where a page has several of these, the later one in this order is the issue's own date.
  ['publication_date', { field: 'date', sure: 88 }],
  ['cover_date', { field: 'date', sure: 89 }],
  ['date', { field: 'date', sure: 90 }],
  ['publication_year', { field: 'date', sure: 77 }],
  ['year', { field: 'date', sure: 76 }],
  ['online_date', { field: 'date', sure: 75 }],
  ['volume', { field: 'volume', sure: 90 }],
  ['issue', { field: 'issue', sure: 90 }],
  ['firstpage', { field: 'firstPage', sure: 90 }],
  ['lastpage', { field: 'lastPage', sure: 90 }],
  ['pages', { field: 'pages', sure: 85 }],
  ['isbn', { field: 'isbn13', sure: 90 }],
  ['doi', { field: 'doi', sure: 95 }],
  ['pmid', { field: 'pmid', sure: 90 }],
  ['pmcid', { field: 'pmcid', sure: 90 }],
  ['arxiv_id', { field: 'arxivId', sure: 90 }],
  ['language', { field: 'language', sure: 80 }],
  ['abstract', { field: 'abstract', sure: 85 }],
  ['publisher', { field: 'publisher', sure: 90 }],
  ['publisher_place', { field: 'publisherPlace', sure: 90 }],
  ['pdf_url', { field: 'pdfUrl', sure: 90 }],
  ['public_url', { field: 'canonicalUrl', sure: 55 }],
  ['abstract_html_url', { field: 'canonicalUrl', sure: 54 }],
  ['fulltext_html_url', { field: 'canonicalUrl', sure: 53 }],
])

/** Reads the `citation_` tags. Reference lists (`citation_reference`) are other works and left alone. */
export function readHighwire(page: Page): Finding[] {
  const tags = under(page.tags, PREFIX)
  const of = (...names: string[]) =>
    tags.filter((tag) => names.includes(tag.name)).map((tag) => tag.content)
  const isWork = of('title', 'doi', 'pmid').length > 0
  // An issue's own page names its journal, and is no article of it.
  const found = readTags(tags, MEANINGS).filter(({ field }) => isWork || field !== 'type')
  const [conference] = of('conference_title', 'conference')
  const authors = authorsOf(tags)
  const listed = of('authors').flatMap((text) => byline(text))
  const editors = credited(of('editor', 'editors'), 'editor')
  const issn = of('issn', 'eissn')
  const topics = keywordsOf(of('keywords', 'keyword'))
  if (conference && of('inbook_title', 'book_title').length > 0)
    found.push(
      { field: 'type', value: 'paper-conference', sure: 95 },
      { field: 'event', value: conference, sure: 90 },
    )
  for (const word of of('article_type', 'type')) {
    const type = typeOfWord(word)
    if (type && type !== 'article-journal') found.push({ field: 'type', value: type, sure: 60 })
  }
  if (authors.length > 0) found.push({ field: 'authors', value: authors, sure: 90 })
  if (listed.length > 0) found.push({ field: 'authors', value: listed, sure: 89 })
  if (editors.length > 0) found.push({ field: 'editors', value: editors, sure: 90 })
  if (issn.length > 0) found.push({ field: 'issn', value: issn, sure: 90 })
  if (topics.length > 0) found.push({ field: 'topics', value: topics, sure: 85 })
  return found
}

/** Authors in order; an ORCID iD belongs to the author before it. */
function authorsOf(tags: readonly Tag[]): Author[] {
  const named = tags.filter((tag) => tag.name === 'author').slice(0, MOST_PEOPLE)
  const texts = named.map((tag) => tag.content)
  const authors = credited(texts)
  if (authors.length !== texts.length) return authors // one tag, several names: whose iD is unknown
  let at = -1
  for (const { name, content } of tags) {
    if (name === 'author') at++
    const author = authors[at]
    const orcid = name === 'author_orcid' ? orcidOf(content) : undefined
    if (author && orcid) author.orcid = orcid
  }
  return authors
}
