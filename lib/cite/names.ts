import type { Author } from '../schema/author.ts'
import { cjkName } from './cjk-name.ts'
import { initialsLast } from './initials.ts'
import { lettered } from './letters.ts'
import { isSuffix, suffixed, withoutSuffix, withParticles } from './name-affixes.ts'
import { recased } from './name-case.ts'
import { organised } from './organisation.ts'
import { splitFamily } from './particles.ts'

/** A person's name in parts, or in `literal` what must not be split. */
export type Name = Pick<Author, 'family' | 'given' | 'suffix' | 'literal'>

/** Degrees and the like, which are no part of a name. */
export const DEGREE =
  /^(?:ph\.?\s?d|m\.?d|d\.?phil|m\.?sc|b\.?sc|m\.?b\.?a|m\.?a|m\.?p\.?h|r\.?n|d\.?o|d\.?d\.?s|f\.?r\.?c\.?p|frcs|pharm\.?d|esq|dr\.?ph)\.?$/i
const HONORIFIC = /^(?:(?:dr|prof|professor|mr|mrs|ms|sir|dame|rev)\.?\s+)+(?=\S)/i
/** What pages put in brackets after a name: an iD, a role, a pronoun, the name in full. */
const BRACKETED = /\s+\([^()]{1,40}\)$/
/** What libraries and mail programs add to a name: years of a life, a role, an address. */
const ASIDE =
  /,?\s\(?(?:b\.\s?|ca\.\s?)?\d{4}\??\s?[-–]\s?(?:\d{4})?\)?\.?(?:,\s(?:author|editor)\.?)?\s*$|,\s(?:author|editor|creator|translator|illustrator|autor|auteur)\.?\s*$|\s[<(]?[^\s<>@]{1,60}@[^\s<>@]{1,60}[>)]?\s*$/i
const NOBODY = /^(?:et al|and others|u\. ?a|others|n\.?\s?a)\.?$/i
const LETTER = lettered(String.raw`[\p{L}]`)
const LAST_POINT = lettered(String.raw`([\p{Ll}\p{Lo}])\.$`)
const SUPERSCRIPTS = lettered(String.raw`([\p{Ll}])\s?\d{1,2}(?:,\s?\d{1,2}){0,9}$`)
const LONE_INITIAL = lettered(String.raw`(?<=^|[\s-])([\p{Lu}])(?=$|[\s-])`, 'g')
const TIGHT_INITIALS = lettered(String.raw`(?<=(?:^|[\s.])[\p{Lu}]\.)(?=[\p{Lu}])`, 'g')
const MAX_LENGTH = 400

/** The name that a text is; undefined where there is none in it. */
export function nameOf(text: string): Name | undefined {
  const whole = tidy(text)
  if (whole === '' || !LETTER(whole).test(whole) || NOBODY.test(whole)) return undefined
  const plain = withoutBrackets(whole)
  if (plain.length > MAX_LENGTH || organised(plain)) return { literal: plain }
  return cjkName(plain) ?? (plain.includes(',') ? commaName(plain) : plainName(plain))
}

function tidy(text: string): string {
  const trimmed = text
    .slice(0, 4 * MAX_LENGTH)
    .replace(ASIDE, '')
    .replace(/[\s\u00a0\u200b-\u200f\ufeff]+/g, ' ')
    .replace(/^[\s.,;:/*†‡§|[\]-]+|[\s,;:/*†‡§¶#∗⁎✉☆|[\]-]+$/g, '')
  const bare = withoutSuperscripts(trimmed)
    .replace(/^by:?\s+/i, '')
    .replace(HONORIFIC, '')
  return bare.endsWith('.') ? bare.replace(LAST_POINT(bare), '$1') : bare
}

/** A body's abbreviation stays; of a person what is in brackets is no part of the name. */
function withoutBrackets(text: string): string {
  const bare = text.replace(BRACKETED, '')
  return bare === text || (organised(bare) && /\([A-Z]/.test(text)) ? text : bare
}

/** Footnote marks that a page hangs on a name: `Ada Lovelace1,2*`. */
function withoutSuperscripts(text: string): string {
  return /\d$/.test(text) ? text.replace(SUPERSCRIPTS(text), '$1') : text
}

/** `Family, Given`, with a suffix or degrees anywhere between the commas. */
function commaName(text: string): Name | undefined {
  const parts = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const apart = parts.find(isSuffix)
  const rest = parts.filter((part) => !isSuffix(part) && !DEGREE.test(part))
  if (rest.length === 0) return { literal: text }
  if (rest.length > 3) return { literal: text }
  const [first = '', ...others] = rest
  if (others.length === 0) return { ...plainName(first), ...(apart && { suffix: suffixed(apart) }) }
  const family = withoutSuffix(first)
  const given = withoutSuffix(others.join(' '))
  const suffix = apart ?? family.suffix ?? given.suffix
  const name = withParticles(family.text, given.text)
  return person(recased(name.family), recased(name.given), suffix)
}

/** `Given Family`, `FAMILY Given`, with particles and a suffix. */
function plainName(text: string): Name {
  const words = text.split(' ')
  while (words.length > 2 && DEGREE.test(words.at(-1) ?? '')) words.pop()
  const suffix = words.length > 2 && isSuffix(words.at(-1) ?? '') ? words.pop() : undefined
  if (words.length < 2) return { literal: text }
  const { given, family } = initialsLast(words) ?? splitFamily(words)
  return person(recased(family), recased(given), suffix)
}

function person(family: string, given: string, suffix: string | undefined): Name {
  return {
    family,
    ...(given !== '' && { given: dotted(given) }),
    ...(suffix !== undefined && { suffix: suffixed(suffix) }),
  }
}

/** `C L` → `C. L.`, `J.K.` → `J. K.` */
function dotted(given: string): string {
  return given.replace(LONE_INITIAL(given), '$1.').replace(TIGHT_INITIALS(given), ' ')
}
