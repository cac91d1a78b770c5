import { namesIn, namesOf } from '../cite/name-list.ts'
import type { Name } from '../cite/names.ts'
import type { Author } from '../schema/author.ts'
import { valueLimits } from '../schema/limits.ts'
import { plain } from './plain.ts'

/** One more than a work can hold, so that the merge can tell that some were cut. */
export const MOST_PEOPLE = valueLimits.authors + 1

type Role = Author['role']

/** One tag where there should be several: more than one comma, or a word that joins names. */
const SEVERAL = /,.*,|\s(?:and|&|und|et)\s/

/** The authors of a list in which every text is one name, or several split by `;`. */
export function credited(texts: readonly string[], role: Role = 'author'): Author[] {
  const whole = texts.slice(0, MOST_PEOPLE).map(plain)
  const [only = ''] = whole
  if (whole.length === 1 && SEVERAL.test(only)) return byline(only, role)
  const single = whole.flatMap((text) => text.split(/[;；]/))
  return withoutRepeats(namesOf(single.slice(0, MOST_PEOPLE)).map((name) => ({ ...name, role })))
}

/** The authors of a byline that may name several: `Ada Lovelace and Charles Babbage`. */
export function byline(text: string, role: Role = 'author'): Author[] {
  return withoutRepeats(namesIn(plain(text)).map((name) => ({ ...name, role })))
}

/** The same list without names that it already has. */
export function withoutRepeats(authors: readonly Author[]): Author[] {
  const seen = new Set<string>()
  return authors.filter((author) => {
    const key = keyOf(author)
    return !seen.has(key) && seen.add(key)
  })
}

function keyOf(name: Name): string {
  return `${name.literal ?? ''}|${name.family ?? ''}|${name.given ?? ''}|${name.suffix ?? ''}`.toLowerCase()
}
