import { lettered } from '../../cite/letters.ts'
import { namesIn, namesOf } from '../../cite/name-list.ts'
import type { Author } from '../../schema/author.ts'
import { withoutRepeats } from '../credit.ts'
import { isBlock, lineOf } from './title-zone.ts'

const MAX_ITEMS = 500
const PERSON = lettered(
  String.raw`^(?:[\p{Lu}][\p{L}\p{M}.'’-]*|van|von|de[rlns]?|di|da|dos|du|la|le|bin|al|el|y|e)(?:\s(?:[\p{Lu}][\p{L}\p{M}.'’-]*|van|von|de[rlns]?|di|da|dos|du|la|le|bin|al|el|y|e|Jr\.?|I{2,3})){1,5}$`,
)
const CJK = /^[\u3040-\u30ff\u3400-\u9fff]{2,6}$/
const NO_BYLINE = /^(?:by|authors?|von|par|por)\s*:?\s+/i

/** Words that stand by a title and are written like names: `Research Article`, `Google Scholar`. */
const FURNITURE =
  /\b(?:abstract|accepted|access|affiliations?|articles?|authors?|cite|communications?|contents|department|download|editorial|figures|free|full|information|institute|introduction|issue|journal|keywords|letter|log|metrics|online|open|papers?|pdf|published|purchase|received|references?|reports?|review|scholar|share|sign|subscribe|text|university|view|volume)\b/i

/** The people whom the first block names that holds nothing but names. */
export function namesAmong(elements: readonly Element[]): Author[] {
  for (const element of elements) {
    if (!isBlock(element)) continue
    const authors = element.tagName === 'LI' ? listed(element) : namedBy(element)
    if (authors.length > 0) return authors
  }
  return []
}

/** The names that a block links one by one, else those of its line. */
function namedBy(element: Element): Author[] {
  const links = Array.from(element.querySelectorAll('a')).slice(0, MAX_ITEMS).map(lineOf)
  const linked = links.flatMap(peopleIn)
  return links.length > 1 && linked.length === links.length ? linked : peopleIn(lineOf(element))
}

/** The names of a list, one an item. */
function listed(first: Element): Author[] {
  const items = Array.from(first.parentElement?.children ?? []).slice(0, MAX_ITEMS)
  return withoutRepeats(items.flatMap((item) => peopleIn(lineOf(item))))
}

function peopleIn(line: string): Author[] {
  const parts = line
    .replace(NO_BYLINE, '')
    .replace(/[.*†‡§\s]+$/, '')
    .split(/\s*(?:[,;]|\s(?:and|&|und|et|y)\s)[\s*†‡§,]*/)
    .filter((part) => part !== '')
  if (parts.length === 0 || !parts.every(isPerson)) return []
  const names = parts.length > 1 || / [A-Z]{1,3}$/.test(line) ? namesOf(parts) : namesIn(line)
  return withoutRepeats(names.map((name) => ({ ...name, role: 'author' as const })))
}

function isPerson(text: string): boolean {
  return CJK.test(text) || (PERSON(text).test(text) && !FURNITURE.test(text))
}
