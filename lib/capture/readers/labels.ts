import { byline, credited } from '../credit.ts'
import type { Finding } from '../finding.ts'
import type { Page } from '../page.ts'
import { typeOfWord } from '../type-words.ts'
import { isOwn, shownBy } from './elsewhere.ts'
import { type LabelField, labelled } from './label-words.ts'
import { textWithin } from './text-within.ts'

const LABELS =
  'th,td,dt,b,strong,label,h3,h4,h5,h6,li>span,p>span,div>span,[class*="label" i],[class*="header" i]'
const ROWS = /^(?:TH|TD|DT|H[3-6])$/
const MAX_LABELS = 1500
const MAX_LABEL = 40
const MAX_VALUE = 300
const SURE = 47
/** A release of news on a paper has the paper's labels, not its own. */
export const ABOUT_A_PAPER =
  /^(?:article title|journal reference|method of research|subject of research)\s*:?$/i

/** Reads what a page labels for its readers: rows of tables, lists of terms, `ISBN: 978…`. */
export function readLabels(page: Page): Finding[] {
  const found: Finding[] = []
  const filled = new Set<LabelField>()
  let aboutAPaper = false
  for (const element of page.all(LABELS, MAX_LABELS)) {
    const label = textWithin(element, MAX_LABEL + 1)
    if (label.length === 0 || label.length > MAX_LABEL) continue
    aboutAPaper ||= ABOUT_A_PAPER.test(label)
    const field = labelled(label)
    if (field === undefined || (filled.has(field) && field !== 'isbn13')) continue
    const value = isOwn(element) && !inArticle(element) ? saidIn(element) : ''
    const findings = value === '' ? [] : finding(field, value)
    if (findings.length > 0) filled.add(field)
    found.push(...findings)
  }
  return aboutAPaper ? [] : found
}

/** The boxes of an encyclopedia are of what its entry is about. */
function inArticle(element: Element): boolean {
  return element.closest('.infobox,.mw-parser-output') !== null
}

function saidIn(label: Element): string {
  const next = label.nextElementSibling
  const parent = label.parentElement
  if (ROWS.test(label.tagName)) return next ? textOf(next) : ''
  const rest = parent ? withoutLabel(textOf(parent), label) : ''
  if (rest !== '') return rest
  return textOf(next ?? parent?.nextElementSibling)
}

function withoutLabel(text: string, label: Element): string {
  const own = shownBy(label)
  return text.startsWith(own) ? text.slice(own.length).replace(/^[\s:：\u200e\u200f]+/, '') : ''
}

function textOf(element: Element | null | undefined): string {
  const text = element ? textWithin(element, MAX_VALUE + 1) : ''
  return text.length <= MAX_VALUE ? text : ''
}

function finding(field: LabelField, value: string): Finding[] {
  switch (field) {
    case 'type': {
      const type = typeOfWord(value)
      return type ? [{ field, value: type, sure: 58 }] : []
    }
    case 'authors': {
      const authors = value.includes(';') ? credited([value]) : byline(value)
      return authors.length > 0 ? [{ field, value: authors, sure: SURE }] : []
    }
    case 'issn':
      return [{ field, value: [value], sure: SURE }]
    case 'date':
      return /\d{4}/.test(value) && value.length < 60 ? [{ field, value, sure: SURE }] : []
    case 'pages':
      return /\d\s?[-–—]\s?\d/.test(value) ? [{ field, value, sure: SURE }] : []
    case 'isbn13':
      return (value.match(/\d[\d -]{8,15}[\dX]/gi) ?? []).map((isbn) => ({
        field,
        value: isbn,
        sure: 81,
      }))
    case 'publisher':
      return published(value)
    default:
      return [{ field, value, sure: field === 'doi' ? 61 : SURE }]
  }
}

/** Libraries and shops put the year behind the publisher: `Harbour Press, 1917`, `Harbour Press (1 May 1917)`. */
function published(value: string): Finding[] {
  const [, house = value, year, day] =
    /^(.{2,}?)(?:[,;.]\s*[c©[]*((?:1[5-9]|20)\d\d)[.\]]?|\s*\(([^()]{0,20}\b(?:1[5-9]|20)\d\d)\))$/.exec(
      value,
    ) ?? []
  const date = year ?? day
  const publisher: Finding = { field: 'publisher', value: house, sure: SURE }
  return date ? [publisher, { field: 'date', value: date, sure: SURE - 1 }] : [publisher]
}
