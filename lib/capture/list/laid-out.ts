import { isShown } from '../furniture.ts'
import type { Page } from '../page.ts'
import { textIn } from '../page.ts'
import type { Entry } from './entry.ts'
import { LAYOUTS, type Layout } from './layouts.ts'

const MAX_ROWS = 2_000
const MAX_LINKS = 30

/** The works of a page that is laid out as a known site's lists are; none where there are fewer than two. */
export function readLaidOut(page: Page): Entry[] {
  for (const layout of LAYOUTS) {
    if (layout.host && !layout.host.test(page.url.hostname)) continue
    if (!page.first(layout.row)) continue
    const rows = outermost(page.all(layout.row, MAX_ROWS).filter(isShown))
    const entries = rows.flatMap((row) => entryOf(row, layout))
    if (entries.length > 1) return entries
  }
  return []
}

/** Rows that no other row holds; in the page's order a row comes before what it holds. */
function outermost(rows: readonly Element[]): Element[] {
  let last: Element | undefined
  return rows.filter((row) => {
    if (last?.contains(row)) return false
    last = row
    return true
  })
}

function entryOf(row: Element, { title, link }: Layout): Entry[] {
  const titled = firstIn(row, title)
  const text = textIn(titled)
  if (titled === undefined || text === '') return []
  const own = link === undefined ? ownLink(titled) : linkOf(row, link)
  return [{ title: text, link: own, beside: addressesIn(row) }]
}

/** The first of several selectors that finds something, not the first element of any of them. */
function firstIn(row: Element, selectors: string): Element | undefined {
  for (const selector of selectors.split(',')) {
    const found = row.querySelector(selector)
    if (found) return found
  }
  return undefined
}

/** Where a title leads: it is a link, holds one, or stands in one. */
export function ownLink(titled: Element): string | undefined {
  const link = titled.closest('a[href]') ?? titled.querySelector('a[href]')
  return link?.getAttribute('href') ?? undefined
}

function linkOf(row: Element, selector: string): string | undefined {
  const before = row.tagName === 'DD' ? row.previousElementSibling : null
  const link = row.querySelector(selector) ?? before?.querySelector(selector)
  return link?.getAttribute('href') ?? undefined
}

/** The addresses of a row, for the identifiers in them. */
export function addressesIn(row: Element): string[] {
  const links = row.querySelectorAll('a[href]')
  return Array.from(
    { length: Math.min(links.length, MAX_LINKS) },
    (_, i) => links[i]?.getAttribute('href') ?? '',
  )
}
