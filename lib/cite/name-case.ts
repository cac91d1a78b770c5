/** Names in capitals or in small letters throughout get capitals where names have them. */
export function recased(part: string): string {
  const shouted = /\p{Lu}{3}/u.test(part) && !/\p{Ll}/u.test(part)
  const whispered = /\p{Ll}/u.test(part) && !/[\p{Lu}\p{Lo}]/u.test(part)
  if (!shouted && !whispered) return part
  return part
    .toLowerCase()
    .split(' ')
    .map((word) => (PARTICLE.test(word) ? word : capitalised(word)))
    .join(' ')
}

const PARTICLE = /^(?:van|von|zu|de|der|den|del|della|di|da|dos|du|la|le|bin|ibn|al|el|y)$/

function capitalised(word: string): string {
  return word
    .replace(
      /(^|[-'’.])(\p{Ll})/gu,
      (_, before: string, letter: string) => before + letter.toUpperCase(),
    )
    .replace(/^Mc(\p{Ll})/u, (_, letter: string) => `Mc${letter.toUpperCase()}`)
}
