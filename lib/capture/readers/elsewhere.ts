import { textWithin } from './text-within.ts'

const CLASSES =
  /comment|related|sidebar|(?<!entity-)references?(?![a-z])|ref-?list|bibliograph|cited/i
const TAGS = /^(?:NAV|FOOTER|ASIDE)$/
/** A form can put its own field over `parentElement` and lead in circles. */
const MAX_LEVELS = 100

/**
 * Whether an element is of the page's own work, not of who comments, what is cited or what else
 * there is to read. The body is not asked: its classes may say that the page has a sidebar.
 */
export function isOwn(element: Element): boolean {
  let at: Element | null = element
  for (let level = 0; at && at.tagName !== 'BODY' && level < MAX_LEVELS; level++) {
    if (TAGS.test(at.tagName)) return false
    const said = CLASSES.test(`${at.getAttribute('class') ?? ''} ${at.id}`)
    if (said && !holdsHeading(at)) return false // `with-sidebar` around everything is no sidebar
    at = at.parentElement
  }
  return true
}

const headed = new WeakMap<Element, boolean>()

/** Looked up once an element: thousands may ask of the same one. */
function holdsHeading(element: Element): boolean {
  const known = headed.get(element)
  if (known !== undefined) return known
  const holds = element.querySelector('h1') !== null
  headed.set(element, holds)
  return holds
}

/** What an element says to people, its space folded; never more than 2,000 characters of it. */
export function shownBy(element: Element): string {
  return textWithin(element, 2000)
}
