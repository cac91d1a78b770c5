import { dateIn } from '../cite/dates.ts'
import { OWN_AUTHORS } from './decide-authors.ts'
import type { Finding, Heard, ReaderName, SaidField, Sureness } from './finding.ts'
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

/** Readers of what pages show to people; they look around the whole page, and only where machines were told too little. */
const LOOKERS: Reader[] = [
  ['citation', readCitationLine],
  ['labels', readLabels],
]

/** What all readers find on a page. A reader that a page breaks is silent; the others still speak. */
export function readAll(page: Page): Heard[] {
  const told = READERS.flatMap((reader) => heardFrom(reader, page))
  const seen = isSettled(told) ? [] : LOOKERS.flatMap((reader) => heardFrom(reader, page))
  const heard = [...told, ...(isOfTheDay(told) ? seen.filter(isNoIdentifier) : seen)]
  const shown: Heard[] = []
  if (!heard.some(settlesAuthors)) shown.push(...shownAuthors(page))
  if (!heard.some(settlesDate)) shown.push(...heardFrom(['visible', readSeenDate], page))
  return [...heard, ...shown]
}

/** What a page marks as its byline, else the line that reads as one. */
function shownAuthors(page: Page): Heard[] {
  const marked = heardFrom(['visible', readByline], page)
  return marked.length > 0 ? marked : heardFrom(['visible', readSeenByline], page)
}

/** Whether tags have said what the work is, who made it and when. */
function isSettled(heard: readonly Heard[]): boolean {
  return says(heard, 'date', 60) && says(heard, 'authors', 60) && says(heard, 'type', 57)
}

function says(heard: readonly Heard[], field: SaidField, atLeast: Sureness): boolean {
  return heard.some((finding) => finding.field === field && finding.sure >= atLeast)
}

/** News and blogs show the DOI of the paper that they are about. */
function isOfTheDay(heard: readonly Heard[]): boolean {
  return heard.some(
    ({ field, value, sure }) =>
      field === 'type' &&
      sure >= 58 &&
      /^(?:article-newspaper|post-weblog|post)$/.test(String(value)),
  )
}

function isNoIdentifier({ field }: Heard): boolean {
  return field !== 'doi' && field !== 'pmid'
}

/** Whether nothing that a byline says would be taken any more; looking for one takes the whole page. */
function settlesAuthors(finding: Heard): boolean {
  if (finding.field !== 'authors' || finding.value.length === 0) return false
  const { value, sure } = finding
  return sure >= OWN_AUTHORS || (sure > SEEN && value.some(({ family }) => family !== undefined))
}

/** From here on tags speak; what people see is at most so sure. */
const SEEN = 42

/** Whether tags gave the very day. */
function settlesDate({ field, value, sure }: Heard): boolean {
  return field === 'date' && sure > SEEN && dateIn(String(value), 'day first')?.length === 10
}

function heardFrom([reader, read]: Reader, page: Page): Heard[] {
  try {
    return read(page).map((finding) => ({ ...finding, reader }))
  } catch {
    return [] // pages can clobber the DOM's own names (`<img name="querySelector">`); that must not cost the record
  }
}
