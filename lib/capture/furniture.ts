const FURNITURE =
  /(?:^|[\s_-])(?:related|recommend(?:ed|ations?)?|similar|also|trending|popular|most-?(?:viewed|read|cited)|footer|menu|breadcrumbs?|widgets?|sidebar|cited-?by|comments?(?:-?list|-?area|-?body|-?author)?|nav(?:igation|bar)?|cookies?|newsletter)(?=$|[\s_-])/i
const TAGS = /^(?:NAV|FOOTER|ASIDE)$/
const MAX_LEVELS = 60

/**
 * Whether an element is a page's furniture or holds what else there is to read. What holds the page's
 * heading is none, whatever it is called (`has-sidebar`), and an article's own foot is part of it.
 */
export function isFurniture(element: Element): boolean {
  if (TAGS.test(element.tagName)) return element.closest('article') === null
  const named = `${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''}`
  return named !== ' ' && FURNITURE.test(named) && element.querySelector('main,h1') === null
}

/** Whether an element stands where a page shows what it is about. */
export function isShown(element: Element): boolean {
  let at: Element | null = element
  for (let level = 0; at && at.tagName !== 'BODY' && level < MAX_LEVELS; level++) {
    if (isFurniture(at)) return false
    at = at.parentElement
  }
  return true
}
