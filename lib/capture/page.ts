import { valueLimits } from '../schema/limits.ts'
import { frontOf } from './front.ts'

/** One `<meta>`: its name in lower case, and what it says, never empty. */
export interface Tag {
  name: string
  content: string
}

/** What readers look at: where the page came from, its tags in order, and its elements by selector. */
export interface Page {
  url: URL
  tags: readonly Tag[]
  first(selector: string): Element | undefined
  /** The first so many elements, in the page's order. */
  all(selector: string, max: number): Element[]
}

const MAX_TAGS = 20_000
/** More than fits, so that the merge can tell that something was cut. In characters. */
const MAX_CONTENT = valueLimits.stringBytes + 1

/** Opens a document for the readers. The url is the tab's, http or https. */
export function openPage(whole: Document, url: URL): Page {
  const document = frontOf(whole)
  // A page can put its own elements over the document's names (`<img name="querySelector">`), not over the prototype's.
  const { querySelector, querySelectorAll }: Document = Object.getPrototypeOf(document)
  const first = (selector: string) => querySelector.call(document, selector) ?? undefined
  const all = (selector: string, max: number) => {
    const found = querySelectorAll.call(document, selector)
    return Array.from({ length: Math.min(found.length, max) }, (_, i) => found[i]).filter(isThere)
  }
  return { url, first, all, tags: all('meta[name],meta[property]', MAX_TAGS).flatMap(tagsOf) }
}

/** What all tags of a name say, in the page's order. */
export function saidBy(page: Page, name: string): string[] {
  return page.tags.flatMap((tag) => (tag.name === name ? tag.content : []))
}

/** An element's text as the page has it, cut to what a field can hold. */
export function textIn(element: Element | undefined): string {
  return (element?.textContent ?? '').slice(0, MAX_CONTENT).trim()
}

function tagsOf(meta: Element): Tag[] {
  const content = (meta.getAttribute('content') ?? meta.getAttribute('contents') ?? '').trim()
  if (content === '') return []
  const said = `${meta.getAttribute('name') ?? ''} ${meta.getAttribute('property') ?? ''}`
  const words = said.slice(0, 200).toLowerCase().trim()
  const names = /\s/.test(words) ? [...new Set(words.split(/\s+/))] : [words]
  return words === '' ? [] : names.map((name) => ({ name, content: content.slice(0, MAX_CONTENT) }))
}

function isThere<T>(value: T | undefined): value is T {
  return value !== undefined
}
