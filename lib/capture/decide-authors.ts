import type { Author } from '../schema/author.ts'
import type { CslType } from '../schema/csl-type.ts'
import { candidates, type Decided, firstOf } from './candidates.ts'
import { withoutRepeats } from './credit.ts'
import type { Heard } from './finding.ts'
import { isOfSite } from './type.ts'

/** Below this a tag may name the house instead of who wrote. */
export const OWN_AUTHORS = 70

/** Who made the work, and for what has editors in its reference, they too. */
export function decideAuthors(
  heard: readonly Heard[],
  type: CslType,
  isHouse: (name: string) => boolean,
): Decided<Author[]> | undefined {
  const named = candidates(heard, 'authors').flatMap((finding) => {
    const somebody = finding.value.filter(isSomebody)
    const value = isOfSite(type) ? withoutHouse(somebody, isHouse) : somebody
    return value.length > 0 ? { ...finding, value } : []
  })
  const [surest] = named
  const people = named.find(({ value }) => value.some(isPerson))
  const ownWord = isOfSite(type) ? OWN_AUTHORS + 1 : OWN_AUTHORS
  const best = surest && surest.sure < ownWord ? (people ?? surest) : surest
  const editors = EDITED.test(type) ? firstOf(heard, 'editors', (value) => value) : undefined
  if (!best) return editors
  const value = withoutRepeats([...best.value, ...(editors?.value ?? [])])
  return { value, reader: best.reader }
}

function isPerson({ family }: Author): boolean {
  return family !== undefined
}

/** The house is no author beside the people who wrote for it. */
function withoutHouse(authors: Author[], isHouse: (name: string) => boolean): Author[] {
  if (!authors.some(isPerson)) return authors
  return authors.filter(({ literal }) => literal === undefined || !isHouse(literal))
}

const NOBODY =
  /^(?:no author|unknown(?: author)?|anonymous|admin(?:istrator)?|webmaster|super ?user|guest|n\/a|none|null|undefined|author|autor|user|default)$/i

/** What systems fill in where nobody is named. */
function isSomebody({ literal, family, given }: Author): boolean {
  return !NOBODY.test(literal ?? `${given ?? ''} ${family ?? ''}`.trim())
}

const EDITED = /^(?:book|chapter|paper-conference|collection|entry.*)$/
