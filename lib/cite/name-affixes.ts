const SUFFIX = /^(?:jr|sr|i{2,3}|iv)\.?$/i
/** Particles that libraries write after the given names: `Beethoven, Ludwig van`. */
const PARTICLE =
  /^(?:van|von|vom|zu|zur|de|der|den|del|della|di|da|do|dos|du|des|la|le|af|av|ter|ten|d’|d')$/

/** Whether a word is a generation: `Jr.`, `III`. */
export function isSuffix(word: string): boolean {
  return SUFFIX.test(word)
}

/** A suffix as it is written: `Jr.`, `III`. */
export function suffixed(suffix: string): string {
  const bare = suffix.replace('.', '')
  return /^i/i.test(bare)
    ? bare.toUpperCase()
    : `${bare[0]?.toUpperCase()}${bare.slice(1).toLowerCase()}.`
}

/** A text without the suffix that it ends in, and the suffix: `Driggers III`. */
export function withoutSuffix(text: string): { text: string; suffix?: string } {
  const [, rest, last = ''] = /^(.+)\s(\S+)$/.exec(text) ?? []
  return rest !== undefined && isSuffix(last) ? { text: rest, suffix: last } : { text }
}

/** A family and given names with the particles that trailed the given names put before the family. */
export function withParticles(family: string, given: string): { family: string; given: string } {
  const words = given.split(' ')
  let from = words.length
  while (from > 1 && PARTICLE.test(words[from - 1] ?? '')) from--
  return from === words.length
    ? { family, given }
    : { family: [...words.slice(from), family].join(' '), given: words.slice(0, from).join(' ') }
}
