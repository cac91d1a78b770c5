const CLASSES = /comment|related|sidebar|reference|bibliograph|cited/i
const TAGS = /^(?:NAV|FOOTER|ASIDE)$/

/**
 * Whether an element is of the page's own work, not of who comments, what is cited or what else
 * there is to read. The body is not asked: its classes may say that the page has a sidebar.
 */
export function isOwn(element: Element): boolean {
  for (let at: Element | null = element; at && at.tagName !== 'BODY'; at = at.parentElement) {
    if (TAGS.test(at.tagName) || CLASSES.test(`${at.getAttribute('class') ?? ''} ${at.id}`))
      return false
  }
  return true
}

/** What an element says to people, its space folded; never more than 2,000 characters of it. */
export function shownBy(element: Element): string {
  return element.textContent.slice(0, 2000).replace(/\s+/g, ' ').trim()
}
