import { lettered } from './letters.ts'
import { type Name, nameOf } from './names.ts'

/** Several names in one text: split at `;`, or at commas and `and` where both sides are whole names. */
export function namesIn(text: string): Name[] {
  return separate(text).flatMap((part) => nameOf(part) ?? [])
}

/** Names of a list, one a text. A list where every name ends in bare initials (PubMed) has the family first. */
export function namesOf(texts: readonly string[]): Name[] {
  const familyFirst = texts.length > 0 && texts.every((text) => isPubmedName(text.trim()))
  return texts.flatMap((text) => (familyFirst ? pubmedName(text) : nameOf(text)) ?? [])
}

const INITIALS_LAST = lettered(String.raw`^[\p{Lu}][\p{L}]*[\p{Ll}][\p{L}'’ -]* [\p{Lu}]{1,3}$`)
const AND = /\s+(?:and|&|und|et)\s+/i
const MAX_NAMES = 6_000

function separate(text: string): string[] {
  if (text.includes(';')) return text.split(';', MAX_NAMES)
  const ended = text.trim().replace(/,? (?:et al\.?|and others)$/i, '')
  const joined = ended.split(AND, MAX_NAMES)
  if (joined.length > 1 && joined.every((part) => part.split(',').length === 2)) return joined
  const commas = joined.flatMap((part) => part.split(/[,、，]|\s·\s|\s\|\s/, MAX_NAMES))
  const whole = commas.every((part) => part.trim().includes(' ') || part.trim() === '')
  if (commas.length > 1 && whole)
    return commas.map((part) => part.trim().replace(/^(?:and|&|und|et)\s+/i, ''))
  return joined
}

function isPubmedName(text: string): boolean {
  return INITIALS_LAST(text).test(text)
}

function pubmedName(text: string): Name | undefined {
  const words = text.trim().split(/\s+/)
  const initials = words.pop() ?? ''
  return { family: words.join(' '), given: [...initials].map((letter) => `${letter}.`).join(' ') }
}
