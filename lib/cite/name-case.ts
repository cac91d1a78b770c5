import { lettered } from './letters.ts'

/** Names in capitals or in small letters throughout get capitals where names have them. */
export function recased(part: string): string {
  const small = SMALL(part).test(part)
  const shouted = !small && SHOUT(part).test(part)
  const whispered = small && !LARGE(part).test(part)
  if (!shouted && !whispered) return part
  return part
    .toLowerCase()
    .split(' ')
    .map((word) => (PARTICLE.test(word) ? word : capitalised(word)))
    .join(' ')
}

const SMALL = lettered(String.raw`[\p{Ll}]`)
const LARGE = lettered(String.raw`[\p{Lu}\p{Lo}]`)
const SHOUT = lettered(String.raw`[\p{Lu}]{3}`)
const INITIAL = lettered(String.raw`(^|[-'’.])([\p{Ll}])`, 'g')
const AFTER_MC = lettered(String.raw`^Mc([\p{Ll}])`)
const PARTICLE = /^(?:van|von|zu|de|der|den|del|della|di|da|dos|du|la|le|bin|ibn|al|el|y)$/

function capitalised(word: string): string {
  return word
    .replace(INITIAL(word), (_, before: string, letter: string) => before + letter.toUpperCase())
    .replace(AFTER_MC(word), (_, letter: string) => `Mc${letter.toUpperCase()}`)
}
