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
  ['sailthru.title', { field: 'title', sure: 45 }],
  ['sailthru.date', { field: 'date', sure: 54 }],
])

/** Tags that name authors in one text, the surer first. */
const CREDITS: [string, number][] = [
  ['parsely-author', 56],
  ['sailthru.author', 54],
  ['byl', 50],
  ['author', 46],
]

const MAX_LINKS = 500
const BLOG = /wordpress|blogger|ghost|jekyll|hugo|typepad|movable type|substack|medium/i

/** Reads what every page may have: title, author, description, language, and its links. */
export function readPage(page: Page): Finding[] {
  const found = readTags(page.tags, MEANINGS)
  const title = textIn(page.first('title'))
  if (title) found.push({ field: 'title', value: title, sure: 20 })
  for (const [name, sure] of CREDITS) {
    const authors = saidBy(page, name).flatMap((text) => byline(text))
    if (authors.length > 0) found.push({ field: 'authors', value: authors, sure })
  }
  const topics = keywordsOf(saidBy(page, 'keywords'))
  if (topics.length > 0) found.push({ field: 'topics', value: topics, sure: 30 })
  if (saidBy(page, 'generator').some((text) => BLOG.test(text)))
    found.push({ field: 'type', value: 'post-weblog', sure: 35 })
  const language = page.first('html')?.getAttribute('lang')
  if (language) found.push({ field: 'language', value: language, sure: 40 })
  return [...found, ...readLinks(page)]
}

/** What the page says of itself by links: its lasting address, its identifier, its file. */
function readLinks(page: Page): Finding[] {
  const links = page.all('link[rel][href]', MAX_LINKS)
  return links.flatMap((link): Finding[] => {
    const value = link.getAttribute('href') ?? ''
    const rel = (link.getAttribute('rel') ?? '').toLowerCase().split(/\s+/)
    const type = link.getAttribute('type') ?? ''
    if (rel.includes('cite-as')) return lasting(value, 95, 92)
    if (rel.includes('canonical')) return lasting(value, 80, 74)
    const file = rel.includes('item') || rel.includes('alternate')
    return file && /^application\/pdf/i.test(type) ? [{ field: 'pdfUrl', value, sure: 60 }] : []
  })
}

/** A lasting address; one at doi.org is the work's DOI too. */
function lasting(value: string, sure: number, sureOfDoi: number): Finding[] {
  const address: Finding = { field: 'canonicalUrl', value, sure }
  if (!/^https?:\/\/(?:dx\.)?doi\.org\//i.test(value)) return [address]
  return [address, { field: 'doi', value, sure: sureOfDoi }]
}
