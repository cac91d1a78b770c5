import { textWithin } from './text-within.ts'

const CLASSES =
  /comment|related|sidebar|(?<!entity-)references?(?![a-z])|ref-?list|bibliograph|cited/i
const TAGS = /^(?:NAV|FOOTER|ASIDE)$/
/** A form can put its own field over `parentElement` and lead in circles. */
const MAX_LEVELS = 100

const known = new WeakMap<Element, boolean>()

/**
 * Whether an element is of the page's own work, not of who comments, what is cited or what else
 * there is to read. The body is not asked: its classes may say that the page has a sidebar. Each
 * element is looked at once, as thousands have the same ones around them.
 */
export function isOwn(element: Element): boolean {
  const path: Element[] = []
  let at: Element | null = element
  while (at && at.tagName !== 'BODY' && !known.has(at) && path.length < MAX_LEVELS) {
    path.push(at)
    at = at.parentElement
  }
  let own = (at && known.get(at)) ?? true
  for (const inner of path.reverse()) {
    own &&= !leadsElsewhere(inner)
    known.set(inner, own)
  }
  return own
}

/** A wrapper that is called `with-sidebar` holds the page's heading and is no sidebar. */
function leadsElsewhere(element: Element): boolean {
  if (TAGS.test(element.tagName)) return true
  const said = `${element.getAttribute('class') ?? ''} ${element.id}`
  return CLASSES.test(said) && element.querySelector('h1') === null
}

/** What an element says to people, its space folded; never more than 2,000 characters of it. */
export function shownBy(element: Element): string {
  return textWithin(element, 2000)
}
