import { isNode, listOf, type Node, textOf, typesOf } from '../json-ld/node.ts'
import { graphOn } from '../json-ld/on-page.ts'
import { titleOf } from '../json-ld/subject.ts'
import { kindOf } from '../json-ld/types.ts'
import type { Page } from '../page.ts'
import type { Entry } from './entry.ts'

const MAX_ITEMS = 1_000
const LISTS = /^(?:ItemList|OfferCatalog|DataFeed)$/

/** The works that a page's JSON-LD lists: an `ItemList`, else several works beside one another. */
export function readLinked(page: Page): Entry[] {
  const { subjects } = graphOn(page)
  const lists = subjects.filter((node) => typesOf(node).some((type) => LISTS.test(type)))
  const listed = lists.map((list) => listOf(list.itemListElement).slice(0, MAX_ITEMS))
  const [longest = []] = listed
    .map((elements) => elements.flatMap((element) => entryOf(element, false)))
    .sort((a, b) => b.length - a.length)
  return longest.length > 1 ? longest : several(subjects)
}

function several(subjects: readonly Node[]): Entry[] {
  return subjects.slice(0, MAX_ITEMS).flatMap((node) => entryOf(node, true))
}

/** What a list may call its works where it does not say what they are; not its people, places or menus. */
function isLoose(type: string): boolean {
  return /^(?:ListItem|CreativeWork|Product|WebPage|Thing|Review|Course|Recipe)$/.test(type)
}

/** An element of a list is a work, or a place in the list that holds one or only names it. */
function entryOf(element: unknown, several: boolean): Entry[] {
  if (!isNode(element)) return []
  const work = isNode(element.item) ? element.item : element
  const title = titleOf(work) ?? textOf(element.name)
  if (title === undefined) return []
  const types = typesOf(work)
  if (kindOf(types, work)?.type === undefined && (several || !types.every(isLoose))) return []
  const [link, ...beside] = [work.url, work['@id'], element.url, element.item].flatMap(
    (value) => textOf(value) ?? [],
  )
  return [{ title, link, beside }]
}
