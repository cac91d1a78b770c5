import { doiOf } from '../../cite/doi.ts'
import { type Citation, citationOf } from '../citation.ts'
import type { Finding } from '../finding.ts'
import type { Page } from '../page.ts'
import { isOwn, shownBy } from './elsewhere.ts'
import { ABOUT_A_PAPER } from './labels.ts'
import { namesAmong } from './names-block.ts'
import { elementsAround, isBlock, lineOf, titleElement } from './title-zone.ts'

const BEFORE = 40
const AFTER = 90
const MIN_TITLE = 20
const MIN_PROSE = 120
/** A longer line without the page's title is of another work. */
const MAX_LINE = 200
const MAX_CITES = 40
/** Where pages show how to cite them. */
const TO_CITE = '[class*="citation" i],[id*="citation" i],[class*="cite" i],.csl-entry'
const RESULT =
  'h2 a[href],h3 a[href],h4 a[href],h5 a[href],li [class*="title" i][href],li [class*="title" i] a[href]'
/** What a page says by its title is surer than what it says to sharers, and less than a library's tag. */
const SURE = 62

/** Reads the line by the title that says where the work appeared, and who is named beside it. */
export function readCitationLine(page: Page): Finding[] {
  const title = titleElement(page)
  if (!title) return []
  const after = headOf(elementsAround(title, 'after', AFTER).filter(isOwn))
  const before = elementsAround(title, 'before', BEFORE).filter(isOwn)
  const around = [...before.reverse(), ...after]
  const lines = around.map((element) => lineOf(element)).filter((line) => line !== '')
  if (lines.some((line) => ABOUT_A_PAPER.test(line))) return []
  const headline = shownBy(title).toLowerCase()
  const near = citationsIn(lines, headline)
  const { citations, dois } = near.citations.some(({ container }) => container)
    ? near
    : citationsIn([...linesToCite(page, headline), ...lines], headline)
  // A figure's or a supplement's DOI is the work's own with something behind it.
  const [doi, ...others] = [...dois].sort((a, b) => a.length - b.length)
  if (
    others.some((other) => !other.startsWith(doi ?? '')) ||
    (citations.length === 0 && doi === undefined)
  )
    return []
  const best = citations.find(({ container }) => container !== undefined) ?? citations[0]
  const authors = namesAmong(after)
  return [
    { field: 'title', value: shownBy(title), sure: SURE },
    ...said({ ...best, ...(doi !== undefined && { doi }) }),
    ...(authors.length > 0 ? [{ field: 'authors', value: authors, sure: SURE } as const] : []),
  ]
}

/** The lines anywhere on the page that say how to cite it: they hold its title. */
function linesToCite(page: Page, headline: string): string[] {
  if (headline.length <= MIN_TITLE) return []
  const lines = page.all(TO_CITE, MAX_CITES).map((element) => lineOf(element))
  return lines.filter((line) => line.toLowerCase().includes(headline))
}

function citationsIn(lines: readonly string[], headline: string) {
  const single = lines.flatMap((line) => citationOf(withoutTitle(line, headline)) ?? [])
  // The journal may stand on one line, its volume on the next.
  const paired = single.some(({ container }) => container)
    ? []
    : lines.flatMap((line, i) => citationOf(`${line} ${lines[i + 1] ?? ''}`) ?? [])
  const citations = [...single, ...paired]
  const dois = new Set([
    ...lines.flatMap((line) => doiOf(line) ?? []),
    ...citations.flatMap(({ doi }) => doi ?? []),
  ])
  return { citations, dois }
}

/** What stands before the text begins, or before the first title that leads elsewhere: after that other works are named. */
function headOf(elements: readonly Element[]): Element[] {
  const end = elements.findIndex(
    (element) =>
      isProse(element) || (element.matches(RESULT) && shownBy(element).length > MIN_TITLE),
  )
  return end < 0 ? [...elements] : elements.slice(0, end)
}

function isProse(element: Element): boolean {
  const line = isBlock(element) ? lineOf(element) : ''
  return line.length > MIN_PROSE && /[.!?…]["”»’)]?$/.test(line) && !citationOf(line)
}

/** Of a line to cite the work by (`Authors (Year). Title. Journal, …`) the year and what comes after the title. */
function withoutTitle(line: string, headline: string): string {
  const at = headline.length > MIN_TITLE ? line.toLowerCase().indexOf(headline) : -1
  if (at < 0) return line.length > MAX_LINE ? '' : line
  const year = /\(((?:1[5-9]|20)\d\d)[^()]{0,12}\)[.,\s]*["“‘']?\s*$/.exec(line.slice(0, at))?.[1]
  const rest = line.slice(at + headline.length).replace(/^[\s.,:;?!"”’'–-]+/, '')
  return year ? `${rest} (${year})` : rest
}

function said(citation: Citation): Finding[] {
  const { container, date, volume, issue, pages, doi } = citation
  const found: Finding[] = []
  if (container) found.push({ field: 'containerTitle', value: container, sure: SURE })
  if (date) found.push({ field: 'date', value: date, sure: SURE })
  if (volume) found.push({ field: 'volume', value: volume, sure: SURE })
  if (issue) found.push({ field: 'issue', value: issue, sure: SURE })
  if (pages) found.push({ field: 'pages', value: pages, sure: SURE })
  if (doi) found.push({ field: 'doi', value: doi, sure: SURE })
  if (doi || (container && volume))
    found.push({ field: 'type', value: 'article-journal', sure: 57 })
  return found
}
