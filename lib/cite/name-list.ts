import { areInitials } from './initials.ts'
import { isSuffix, withoutSuffix } from './name-affixes.ts'
import { DEGREE, type Name, nameOf } from './names.ts'

/** Several names in one text: split at `;`, or at commas and `and` where both sides are whole names. */
export function namesIn(text: string): Name[] {
  return namesOf(separate(text))
}

/** Names of a list, one a text. */
export function namesOf(texts: readonly string[]): Name[] {
  return texts.flatMap((text) => nameOf(text) ?? [])
}

const AND = /\s+(?:and|&|und|et|og|och|en)\s+/i
/** These join family names too (`Ramón y Cajal`), so they part only whole names. */
const PERHAPS_AND = /(?<=\S\s\S+)\s+[ye]\s+(?=\S+\s\S)/
const COMMA = /[,、，]|\s·\s|\s\|\s/
const CJK = /^[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af・]+$/
const MAX_NAMES = 6_000

function separate(text: string): string[] {
  if (/[;；]/.test(text)) return text.split(/[;；]/, MAX_NAMES)
  const ended = text.trim().replace(/,?\s+(?:et al\.?|and others|u\.\s?a\.)$/i, '')
  const joined = ended.split(AND, MAX_NAMES).flatMap((part) => part.split(PERHAPS_AND))
  if (joined.length > 1 && joined.every((part) => part.split(',').length === 2)) return joined
  const commas = joined
    .flatMap((part) => part.split(COMMA, MAX_NAMES))
    .map((part) => part.trim().replace(/^(?:and|&|und|et)\s+/i, ''))
    .filter((part) => part !== '')
  const paired = pairs(commas)
  if (paired) return paired
  const whole = withSuffixes(commas)
  return whole.length > 1 && whole.every(isWhole) && !isFamilyAndGiven(whole) ? whole : joined
}

/** A part that can be a name by itself: of two words, or in a script without gaps. */
function isWhole(part: string): boolean {
  return part.includes(' ') || CJK.test(part)
}

/** `Smith, J., Doe, A. B.`: every second part is initials, so it belongs to the one before. */
function pairs(parts: readonly string[]): string[] | undefined {
  if (parts.length < 4 || parts.length % 2 === 1) return undefined
  if (!parts.every((part, i) => areInitials(part) === (i % 2 === 1))) return undefined
  return parts.flatMap((part, i) => (i % 2 === 1 ? [] : `${part}, ${parts[i + 1]}`))
}

/** Parts that are a suffix or a degree go back to the name before them. */
function withSuffixes(parts: readonly string[]): string[] {
  const names: string[] = []
  for (const part of parts) {
    if (!isSuffix(part) && !DEGREE.test(part)) names.push(part)
    else if (isSuffix(part)) names.push(`${names.pop() ?? ''} ${part}`.trim())
  }
  return names
}

/** `Driggers III, William B.` is one person: after the comma there is a given name that ends in an initial. */
function isFamilyAndGiven(parts: readonly string[]): boolean {
  const [family = '', given = ''] = parts
  const ends = (text: string) => areInitials(withoutSuffix(text).text.split(' ').at(-1) ?? '')
  return (
    parts.length === 2 && ends(given) && !ends(family) && !areInitials(family.split(' ')[0] ?? '')
  )
}
