import type { Finding } from '../finding.ts'
import { letters } from '../headline.ts'
import { type Page, saidBy, textIn } from '../page.ts'
import { shownBy } from './elsewhere.ts'

const MAX_LOOKED = 50
const MAX_HEADINGS = 5
const MAX_NODES = 200

/** Reads the headings. One that is alone on its page is the page's own; the site's name and its sections are none. */
export function readHeadings(page: Page): Finding[] {
  const headings = page
    .all('h1', MAX_LOOKED)
    .filter((heading) => !isLogo(heading, page.url))
    .map(headlineIn)
    .filter((text) => text !== '')
  const [first = ''] = headings
  const alone = new Set(headings).size === 1 && first.length > 3 && isLong(first, page)
  return headings
    .slice(0, MAX_HEADINGS)
    .map((value) => ({ field: 'title', value, sure: alone ? 69 : 18 }))
}

/** A word or two that the page's titles don't repeat are the name of a section. */
function isLong(heading: string, page: Page): boolean {
  if (heading.split(' ').length > 2 || /[\u0250-\uffff]/.test(heading)) return true
  const titles = [textIn(page.first('title')), ...saidBy(page, 'og:title')].map(letters)
  return (
    titles.every((title) => title === '') ||
    titles.some((title) => title.includes(letters(heading)))
  )
}

const LOGO = /(?:^|[\s_-])(?:logo|brand|site-?(?:title|name)|masthead)(?=$|[\s_-])/i

/** Whether a heading leads home from another page, or is called the site's. */
function isLogo(heading: Element, here: URL): boolean {
  const named = [heading, heading.parentElement].map((element) => element?.getAttribute('class'))
  if (named.some((name) => LOGO.test(name ?? ''))) return true
  const href = heading.querySelector('a[href]')?.getAttribute('href')
  const leads = href ? URL.parse(href, here.href) : null
  return (
    leads !== null && leads.host === here.host && leads.pathname === '/' && here.pathname !== '/'
  )
}

const KICKER =
  /(?:^|[\s_-])(?:kicker|roof-?line|top-?line|over-?line|overtitle|spitzmarke|dachzeile|eyebrow|pre-?title|sup(?:er)?-?title|h1small|section|category|categories|rubri[ck]|colon|badge|date|time|meta|subtitle|subline|sub-?heading)(?=$|[\s_-])/i
const FEWEST = 8

/** What a heading says without the small line that some put above or below it. */
function headlineIn(heading: Element): string {
  let text = ''
  let left = MAX_NODES
  const read = (node: Element): void => {
    for (const child of node.childNodes) {
      if (left-- <= 0) return
      if (child.nodeType === 3) text += child.nodeValue ?? ''
      const inner = child.nodeType === 1 ? (child as Element) : undefined // an element by its type
      if (inner?.tagName === 'BR') text += ' '
      else if (inner && !isKicker(inner)) read(inner)
    }
  }
  read(heading)
  const own = text.slice(0, 2_000).replace(/\s+/g, ' ').trim()
  return own.length >= FEWEST ? own : shownBy(heading)
}

function isKicker(element: Element): boolean {
  return element.tagName === 'SMALL' || KICKER.test(element.getAttribute('class') ?? '')
}
