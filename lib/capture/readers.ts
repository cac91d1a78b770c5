import { dateIn } from '../cite/dates.ts'
import { candidates } from './candidates.ts'
import { OWN_AUTHORS } from './decide-authors.ts'
import type { Finding, Heard, ReaderName } from './finding.ts'
import type { Page } from './page.ts'
import { readAddress } from './readers/address.ts'
import { readByline } from './readers/byline.ts'
import { readCitationLine } from './readers/citation-line.ts'
import { readCoins } from './readers/coins.ts'
import { readDublinCore } from './readers/dublin-core.ts'
import { readEprints } from './readers/eprints.ts'
import { readHighwire } from './readers/highwire.ts'
import { readJsonLd } from './readers/json-ld.ts'
import { readLabels } from './readers/labels.ts'
import { readLinks } from './readers/links.ts'
import { readMicrodata } from './readers/microdata.ts'
import { readOpenGraph } from './readers/open-graph.ts'
import { readPage } from './readers/page.ts'
import { readPrism } from './readers/prism.ts'
import { readRdfa } from './readers/rdfa.ts'
import { readSeenByline } from './readers/seen-byline.ts'
import { readSeenDate } from './readers/seen-date.ts'
import { readVisible } from './readers/visible.ts'
import { isOfTheDay, isSettled } from './settled.ts'
import { readSite } from './sites.ts'

type Reader = [ReaderName, (page: Page) => Finding[]]

/** Every reader of what pages say to machines, one a standard. A new one is a file under `readers/` and a line here. */
const READERS: Reader[] = [
  ['site', readSite],
  ['highwire', readHighwire],
  ['json-ld', readJsonLd],
  ['microdata', readMicrodata],
  ['rdfa', readRdfa],
  ['prism', readPrism],
  ['eprints', readEprints],
  ['dublin-core', readDublinCore],
  ['coins', readCoins],
  ['open-graph', readOpenGraph],
  ['page', readPage],
  ['page', readLinks],
  ['visible', readVisible],
  ['address', (page) => readAddress(page.url)],
]

/** What all readers find on a page; what it shows to people is looked at only where machines were told too little. A reader that a page breaks is silent; the others still speak. */
export function readAll(page: Page): Heard[] {
  const told = READERS.flatMap((reader) => heardFrom(reader, page))
  const heard = [...told, ...(isSettled(told) ? [] : lookedAt(page, isOfTheDay(told)))]
  const shown: Heard[] = []
  if (!candidates(heard, 'authors').some(settlesAuthors)) shown.push(...shownAuthors(page))
  if (!candidates(heard, 'date').some(settlesDate))
    shown.push(...heardFrom(['visible', readSeenDate], page))
  return [...heard, ...shown]
}

/** What a page marks as its byline, else the line that reads as one. */
function shownAuthors(page: Page): Heard[] {
  const marked = heardFrom(['visible', readByline], page)
  return marked.length > 0 ? marked : heardFrom(['visible', readSeenByline], page)
}

/** What the page shows of its work; of what news and blogs show, where a paper appeared is of another. */
function lookedAt(page: Page, ofTheDay: boolean): Heard[] {
  const labels = heardFrom(['labels', readLabels], page)
  return ofTheDay
    ? labels.filter(({ field }) => /^(?:date|authors|language|publisher)$/.test(field))
    : [...heardFrom(['citation', readCitationLine], page), ...labels]
}

/** Whether nothing that a byline says would be taken any more; looking for one takes the whole page. */
function settlesAuthors({ value, sure }: Heard<'authors'>): boolean {
  if (value.length === 0) return false
  return sure >= OWN_AUTHORS || (sure > SEEN && value.some(({ family }) => family !== undefined))
}

/** From here on tags speak; what people see is at most so sure. */
const SEEN = 42

/** Whether tags gave the very day, and in an order that nobody can mistake. */
function settlesDate({ value, sure }: Heard<'date'>): boolean {
  return sure > SEEN && dateIn(value)?.length === 10
}

function heardFrom([reader, read]: Reader, page: Page): Heard[] {
  try {
    return read(page).map((finding) => ({ ...finding, reader }))
  } catch {
    return [] // pages can clobber the DOM's own names (`<img name="querySelector">`); that must not cost the record
  }
}
