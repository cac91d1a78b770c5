import { isShown } from '../furniture.ts'
import { kindOf } from '../json-ld/types.ts'
import { type Page, textIn } from '../page.ts'
import type { Entry } from './entry.ts'
import { addressesIn, ownLink } from './laid-out.ts'

const MAX_ITEMS = 1_000
/** An item that is a property is a part of another, but for the properties by which lists hold theirs. */
const HOLDS = /^(?:itemListElement|item|blogPosts?|hasPart|mainEntity|itemOffered)$/
const FEWEST = 3

/** The works that a page marks up one by one: microdata of schema.org, else entries of an h-feed or hAtom. */
export function readMarkedUp(page: Page): Entry[] {
  const works = outermost(
    page.all('[itemscope][itemtype*="schema.org/"]', MAX_ITEMS).filter(isWork),
  )
  const entries = works.flatMap((item) =>
    entryOf(item, '[itemprop~="headline"],[itemprop~="name"]'),
  )
  if (entries.length >= FEWEST) return entries
  const feed = outermost(page.all('.h-entry,.hentry', MAX_ITEMS).filter(isShown))
  const posts = feed.flatMap((post) =>
    entryOf(post, '.p-name a,a.p-name,.entry-title a,a.entry-title'),
  )
  return posts.length >= FEWEST && posts.length > feed.length / 2 ? posts : []
}

/** Whether an item is a work of the page itself and no property of another. */
function isWork(item: Element): boolean {
  const types = (item.getAttribute('itemtype') ?? '').split(/\s+/)
  const property = item.getAttribute('itemprop')
  if (property !== null && !HOLDS.test(property)) return false
  return (
    kindOf(
      types.map((type) => type.replace(/^.*\//, '')),
      {},
    )?.type !== undefined && isShown(item)
  )
}

function outermost(elements: readonly Element[]): Element[] {
  let last: Element | undefined
  return elements.filter((element) => {
    if (last?.contains(element)) return false
    last = element
    return true
  })
}

function entryOf(item: Element, selector: string): Entry[] {
  const named = item.querySelector(selector) ?? undefined
  const title = textIn(named) || (named?.getAttribute('content') ?? '')
  if (!named || title === '') return []
  return [{ title, link: ownLink(named), beside: addressesIn(item) }]
}
