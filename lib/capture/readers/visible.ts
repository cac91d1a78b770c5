import { byline } from '../credit.ts'
import type { Finding } from '../finding.ts'
import type { Page } from '../page.ts'

const MAX_BYLINE = 300
const BYLINES = '[class*="byline" i],[class*="author-name" i],[itemprop="author"],[rel~="author"]'

/** Reads what people see: the heading, a byline, the time. Only where there is one of them is it the page's own. */
export function readVisible(page: Page): Finding[] {
  const found: Finding[] = []
  const headings = [...page.document.querySelectorAll('h1')]
    .map(textOf)
    .filter((text) => text !== '')
  if (headings.length === 1 && headings[0])
    found.push({ field: 'title', value: headings[0], sure: 18 })
  const credit = bylineOf(page)
  if (credit) found.push({ field: 'authors', value: byline(credit), sure: 30 })
  const time = page.document.querySelector('time[datetime]')?.getAttribute('datetime')
  if (time) found.push({ field: 'date', value: time, sure: 30 })
  return found
}

function bylineOf(page: Page): string | undefined {
  for (const element of [...page.document.querySelectorAll(BYLINES)].slice(0, 20)) {
    const text = textOf(element)
    if (text.length > 2 && text.length < MAX_BYLINE) return text
  }
  return undefined
}

function textOf(element: Element): string {
  return element.textContent.slice(0, 2000).replace(/\s+/g, ' ').trim()
}
