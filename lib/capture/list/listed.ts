const FURNITURE =
  /(?:^|[\s_-])(?:related|recommend(?:ed|ations?)?|similar|also|trending|popular|most-(?:viewed|read|cited)|footer|menu|breadcrumbs?|widgets?|sidebar|cited-?by|comments?|nav(?:igation|bar)?|cookies?)(?=$|[\s_-])/i
const TAGS = /^(?:NAV|FOOTER|ASIDE)$/
const MAX_LEVELS = 60

/**
 * Whether an element stands where a page shows what it is about, not in its furniture or in what else
 * there is to read. What holds the page's heading is no furniture, whatever it is called (`has-sidebar`).
 */
export function isListed(element: Element): boolean {
  let at: Element | null = element
  for (let level = 0; at && at.tagName !== 'BODY' && level < MAX_LEVELS; level++) {
    if (TAGS.test(at.tagName)) return false
    const named = `${at.getAttribute('class') ?? ''} ${at.getAttribute('id') ?? ''}`
    if (FURNITURE.test(named) && at.querySelector('main,h1') === null) return false
    at = at.parentElement
  }
  return true
}
