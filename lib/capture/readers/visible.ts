import type { Finding } from '../finding.ts'
import type { Page } from '../page.ts'
import { isOwn, shownBy } from './elsewhere.ts'
import { readHeadings } from './headings.ts'

/** What a page shows as its time of publication, the surer first: selector, attribute, how sure. */
const TIMES: [string, string, number][] = [
  ['[itemprop~="datePublished"][content]', 'content', 48],
  ['[itemprop~="datePublished"][datetime]', 'datetime', 48],
  ['time[pubdate][datetime]', 'datetime', 46],
  ['time[class*="publish" i][datetime]', 'datetime', 44],
  ['[property$="datePublished"][content],[property$="dateCreated"][content]', 'content', 43],
  ['.published[title]', 'title', 42],
  ['.dt-published[datetime]', 'datetime', 42],
  ['article time[datetime]', 'datetime', 32],
  ['time[datetime]', 'datetime', 30],
  ['.updated[title]', 'title', 24],
]
const DATES = '[class*="date" i],[class*="publish" i],[class*="posted" i],[class*="meta" i]'
const MAX_LOOKED = 50
const MAX_TIMES = 20
const MAX_DATE = 120

/** Reads what people see: the heading and the date. */
export function readVisible(page: Page): Finding[] {
  return [...readHeadings(page), ...readTimes(page)]
}

function readTimes(page: Page): Finding[] {
  for (const [selector, attribute, sure] of TIMES) {
    const [time] = page.all(selector, MAX_TIMES).filter(isOwn)
    const value = time?.getAttribute(attribute)
    if (value) return [{ field: 'date', value, sure }]
  }
  const [marked] = page.all('[itemprop~="datePublished"]', MAX_TIMES).filter(isOwn).map(shownBy)
  if (marked) return [{ field: 'date', value: marked.slice(0, MAX_DATE), sure: 44 }]
  const texts = page.all(DATES, MAX_LOOKED).filter(isOwn).map(shownBy)
  const dated = texts.find(
    (text) => text.length < MAX_DATE && /\d{4}/.test(text) && /\d{1,2}\D/.test(text),
  )
  return dated === undefined ? [] : [{ field: 'date', value: dated, sure: 15 }]
}
