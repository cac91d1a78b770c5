import { lettered } from './letters.ts'

/** Words that begin a family name wherever they stand in lower case. */
const LOWER =
  /^(?:van|von|vom|zu|zum|zur|de|der|den|del|della|delle|dei|degli|di|da|das|do|dos|du|des|d’|la|le|lo|ter|ten|te|'t|af|av|bin|ben|ibn|al|el|y)$/
/** Words that do so also with a capital, when a family name follows. */
const CAPITAL =
  /^(?:Van|Von|Vande|Vander|Vanden|De|Del|Della|Delle|Di|Da|Dos|Du|Des|Der|Den|La|Le|Lo|Ter|Ten|El|Al|Bin|Ben|St\.?|Saint|San|Mac|Mc)$/
const SMALL = lettered(String.raw`[\p{Ll}]`)
const SHOUTED = lettered(String.raw`^[\p{Lu}'’-]{3,}$`)

/** Where given names end: particles belong to the family name, and family may stand first in capitals. */
export function splitFamily(words: readonly string[]): { given: string; family: string } {
  const lead = capitals(words)
  if (lead > 0) return parted(words, lead, 'family first')
  return parted(words, familyStart(words), 'given first')
}

function familyStart(words: readonly string[]): number {
  const last = words.length - 1
  const lower = words.findIndex((word, i) => i > 0 && i < last && LOWER.test(word))
  if (lower > 0)
    return words[lower] === 'y' || words[lower] === 'e' ? Math.max(1, lower - 1) : lower
  let start = last
  while (start > 1 && CAPITAL.test(words[start - 1] ?? '')) start--
  return start
}

/** How many words at the front are a family name in capitals: `DUPONT Jean` has one. */
function capitals(words: readonly string[]): number {
  const first = words.findIndex((word) => !isShouted(word))
  return first > 0 && words.slice(first).every((word) => SMALL(word).test(word)) ? first : 0
}

function isShouted(word: string): boolean {
  return SHOUTED(word).test(word)
}

function parted(words: readonly string[], at: number, order: 'family first' | 'given first') {
  const front = words.slice(0, at).join(' ')
  const back = words.slice(at).join(' ')
  return order === 'given first' ? { given: front, family: back } : { given: back, family: front }
}
