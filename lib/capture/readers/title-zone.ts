import { headlineOf, letters } from '../headline.ts'
import { type Page, textIn } from '../page.ts'
import { textWithin } from './text-within.ts'

const MAX_HEADINGS = 40
const BLOCKS =
  /^(?:ADDRESS|ARTICLE|ASIDE|BLOCKQUOTE|CENTER|DIV|DL|DD|DT|FIELDSET|FIGURE|FOOTER|FORM|H[1-6]|HEADER|HR|LI|MAIN|NAV|OL|P|PRE|SECTION|TABLE|TBODY|TD|TH|TR|UL)$/
const SKIPPED = /^(?:SUP|BUTTON|SVG|SELECT)$/i
const MAX_TEXT = 600
const MAX_LEVELS = 100

/** The element that shows the page's title: the first heading that its tags or its `<title>` repeat. */
export function titleElement(page: Page): Element | undefined {
  const isHeadline = headlineOf(page)
  const title = letters(textIn(page.first('title')))
  const isTitle = (heading: Element) => {
    const shown = textOf(heading)
    const text = shown.length > 8 ? letters(shown) : ''
    const repeats = title.includes(text) || (title.length > 8 && text.startsWith(title))
    return text.length > 8 && repeats && isHeadline(shown)
  }
  const headings = page.all('h1,h2,h3', MAX_HEADINGS)
  return (
    headings.find(isTitle) ??
    page.all('[class*="title" i]', MAX_HEADINGS).find(isTitle) ??
    headings.find((heading) => heading.tagName === 'H1' && textOf(heading) !== '')
  )
}

/** So many elements after one, or before it, in the page's order; what holds the whole page is left out. */
export function elementsAround(start: Element, step: 'after' | 'before', max: number): Element[] {
  const found: Element[] = []
  let at: Element | undefined = start
  while (at && found.length < max) {
    at = step === 'after' ? following(at) : preceding(at)
    if (at && at.tagName !== 'BODY' && !at.contains(start)) found.push(at)
  }
  return found
}

/** An element's own line of text: not that of blocks inside of it, nor its footnote marks. */
export function lineOf(element: Element): string {
  return textWithin(
    element,
    MAX_TEXT,
    ({ tagName }) => SKIPPED.test(tagName) || BLOCKS.test(tagName),
  )
}

/** Whether an element begins a line of its own. */
export function isBlock(element: Element): boolean {
  return BLOCKS.test(element.tagName)
}

function textOf(element: Element): string {
  return textWithin(element, MAX_TEXT)
}

function following(element: Element): Element | undefined {
  if (element.firstElementChild) return element.firstElementChild
  let at: Element | null = element
  for (let level = 0; at && level < MAX_LEVELS; level++) {
    if (at.nextElementSibling) return at.nextElementSibling
    at = at.parentElement
  }
  return undefined
}

function preceding(element: Element): Element | undefined {
  let at = element.previousElementSibling
  if (!at) return element.parentElement ?? undefined
  for (let level = 0; at.lastElementChild && level < MAX_LEVELS; level++) at = at.lastElementChild
  return at
}
