import type { Finding } from '../finding.ts'
import type { Page } from '../page.ts'
import { isOwn, shownBy } from './elsewhere.ts'

/** What a page shows as its time of publication, the surer first: selector, attribute, how sure. */
const TIMES: [string, string, number][] = [
  ['[itemprop~="datePublished"][content]', 'content', 48],
  ['[itemprop~="datePublished"][datetime]', 'datetime', 48],
  ['time[pubdate][datetime]', 'datetime', 46],
  ['time[class*="publish" i][datetime]', 'datetime', 44],
  ['abbr.published[title]', 'title', 42],
  ['article time[datetime]', 'datetime', 32],
  ['time[datetime]', 'datetime', 30],
]
const DATES = '[class*="date" i],[class*="publish" i],[class*="posted" i],[class*="meta" i]'
const MAX_LOOKED = 50
const MAX_HEADINGS = 5
const MAX_DATE = 120

/** Reads what people see: the heading and the date. A heading that is alone on its page is the page's own. */
export function readVisible(page: Page): Finding[] {
  return [...readHeadings(page), ...readTimes(page)]
}

function readHeadings(page: Page): Finding[] {
  const headings = page
    .all('h1', MAX_LOOKED)
    .map(shownBy)
    .filter((text) => text !== '')
  const alone = new Set(headings).size === 1 && (headings[0]?.length ?? 0) > 3
  return headings
    .slice(0, MAX_HEADINGS)
    .map((value) => ({ field: 'title', value, sure: alone ? 69 : 18 }))
}

function readTimes(page: Page): Finding[] {
  for (const [selector, attribute, sure] of TIMES) {
    const value = page.first(selector)?.getAttribute(attribute)
    if (value) return [{ field: 'date', value, sure }]
  }
  const texts = page.all(DATES, MAX_LOOKED).filter(isOwn).map(shownBy)
  const dated = texts.find(
    (text) => text.length < MAX_DATE && /\d{4}/.test(text) && /\d{1,2}\D/.test(text),
  )
  return dated === undefined ? [] : [{ field: 'date', value: dated, sure: 15 }]
}
