import { byline } from '../credit.ts'
import type { Finding } from '../finding.ts'
import { type Page, saidBy, textIn } from '../page.ts'
import { keywordsOf, type Meaning, readTags } from './tags.ts'

const MEANINGS = new Map<string, Meaning>([
  ['description', { field: 'abstract', sure: 25 }],
  ['application-name', { field: 'siteName', sure: 30 }],
  ['date', { field: 'date', sure: 45 }],
  ['pubdate', { field: 'date', sure: 46 }],
  ['publish-date', { field: 'date', sure: 46 }],
  ['title', { field: 'title', sure: 45 }],
  ['parsely-title', { field: 'title', sure: 48 }],
  ['parsely-pub-date', { field: 'date', sure: 56 }],
  ['doi', { field: 'doi', sure: 78 }],
  ['publication_doi', { field: 'doi', sure: 78 }],
  ['citation.doi', { field: 'doi', sure: 78 }],
  ['isbn', { field: 'isbn13', sure: 70 }],
  ['sailthru.title', { field: 'title', sure: 45 }],
  ['sailthru.date', { field: 'date', sure: 54 }],
])

/** What else tags of a date of publication are called: `publish_date`, `DatePublished`, `article_date_original`, … */
const DATES =
  /(?:^|[.:_-])(?:date[_-]?(?:published|publication)|(?:publish|published|publication|release|posted|original)[_-]?(?:date|time|at|on)|pub[_-]?date|article[_-](?:date|published)(?:[_-].*)?|displaydate|published)$/

/** Tags that name authors in one text, the surer first. */
const CREDITS: [string, number][] = [
  ['parsely-author', 56],
  ['sailthru.author', 54],
  ['cxenseparse:author', 52],
  ['article:author_name', 52],
  ['byl', 50],
  ['og:author', 48],
  ['author', 46],
  ['authors', 46],
  ['article_author', 46],
]

const BLOG = /wordpress|blogger|ghost|jekyll|hugo|typepad|movable type|substack|medium/i

/** Reads what every page may have: title, author, description, language. */
export function readPage(page: Page): Finding[] {
  const found = readTags(page.tags, MEANINGS)
  const title = textIn(page.first('title'))
  // Journals on this software show the file of an article in a page of its own.
  const isView = saidBy(page, 'generator').some((text) => /^open journal systems/i.test(text))
  const value = isView ? title.replace(/^View of /, '') : title
  if (title) found.push({ field: 'title', value, sure: 20 })
  for (const [name, sure] of CREDITS) {
    const authors = saidBy(page, name).flatMap((text) => byline(text))
    if (authors.length > 0) found.push({ field: 'authors', value: authors, sure })
  }
  found.push(...readDates(page), ...readLabels(page))
  const topics = keywordsOf(saidBy(page, 'keywords'))
  if (topics.length > 0) found.push({ field: 'topics', value: topics, sure: 30 })
  if (saidBy(page, 'generator').some((text) => BLOG.test(text)))
    found.push({ field: 'type', value: 'post-weblog', sure: 35 })
  const language = page.first('html')?.getAttribute('lang')
  if (language) found.push({ field: 'language', value: language, sure: 40 })
  return found
}

function readDates({ tags }: Page): Finding[] {
  return tags.flatMap(({ name, content }): Finding[] =>
    DATES.test(name) ? [{ field: 'date', value: content, sure: 44 }] : [],
  )
}

const WRITTEN_BY =
  /^(?:written by|by|author|verfasst von|geschrieben von|autor|écrit par|auteur|escrito por|scritto da|autore|geschreven door|napisane przez|skrevet av|skriven av|автор|作者)$/i

/** Cards for sharing carry pairs of a label and what it says: `Written by`, `Ada Marsh`. */
function readLabels(page: Page): Finding[] {
  return ['1', '2'].flatMap((place): Finding[] => {
    const label = saidBy(page, `twitter:label${place}`)[0] ?? ''
    if (!WRITTEN_BY.test(label.trim())) return []
    const authors = saidBy(page, `twitter:data${place}`).flatMap((text) => byline(text))
    return authors.length > 0 ? [{ field: 'authors', value: authors, sure: 47 }] : []
  })
}
