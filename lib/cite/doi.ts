/**
 * The shape of a DOI: `10.`, a registrant of 4 to 9 digits (and parts of it), a slash, a suffix.
 * It must not continue a longer number. Full-width and CJK punctuation ends it.
 */
const DOI =
  /(?<![\d.])10\.\d{4,9}(?:\.\d{1,9}){0,4}\/[^\s"'<>&|\\^`\u200b\u3000-\u303f\uff00-\uffef]+/

/** Old publisher DOIs (SICI) hold angle brackets: `10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O`. */
const SICI = /(?<![\d.])10\.\d{4,9}\/\([Ss][Ii][Cc][Ii]\)[^\s"'&]{1,200}/

const MAX_LENGTH = 300
const PAIRS: Record<string, string> = { ')': '(', ']': '[', '}': '{', '>': '<' }

/** The first DOI in a text, in lower case, freed of its disguises (`doi:`, links, percent-encoding, punctuation after it). */
export function doiIn(text: string): string | undefined {
  const plain = decoded(text)
  const found = withoutQuery((SICI.exec(plain) ?? DOI.exec(plain))?.[0] ?? '')
  if (found.length > MAX_LENGTH) return undefined
  const doi = withoutTail(found).toLowerCase()
  return /\/.*[a-z0-9]/.test(doi) ? doi : undefined
}

/** The DOI that a text is, or undefined where it says anything beside it. */
export function doiOf(text: string): string | undefined {
  const plain = decoded(text.trim())
  const start = plain.search(/10\.\d/)
  if (start < 0 || !PREFIX.test(plain.slice(0, start).toLowerCase())) return undefined
  const doi = doiIn(plain.slice(start))
  return doi !== undefined && !/\s\S/.test(plain.slice(start)) ? doi : undefined
}

const PREFIX =
  /^(?:(?:digital object identifier|doi)\s*[:=]?\s*)?(?:urn:|info:)?(?:doi[:/]\s*)?(?:(?:https?:)?\/\/(?:[a-z0-9.-]{0,80}\.)?doi\.org\/)?(?:doi:\s*)?[([{]?$/

function decoded(text: string): string {
  if (!/%[0-9A-Fa-f]{2}/.test(text)) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return text.replace(/%2f/gi, '/').replace(/%3a/gi, ':') // a stray % elsewhere in the text
  }
}

function withoutQuery(doi: string): string {
  return doi.replace(/[?#].*$/s, '')
}

/** Punctuation and closing brackets that belong to the sentence around it. */
function withoutTail(doi: string): string {
  let text = doi
  for (;;) {
    const last = text.at(-1) ?? ''
    const opener = PAIRS[last]
    if (!/[.,;:*…–—-]/.test(last) && (opener === undefined || balanced(text, opener, last)))
      return text
    text = text.slice(0, -1)
  }
}

function balanced(text: string, opener: string, closer: string): boolean {
  return text.split(opener).length >= text.split(closer).length
}
