/** The ISSN that a text is, as `1234-567X` with a right check digit. */
export function issnOf(text: string): string | undefined {
  if (text.length > 60) return undefined
  const plain = text
    .trim()
    .toLowerCase()
    .replace(
      /^(?:https?:\/\/portal\.issn\.org\/resource\/issn\/|(?:urn:)?[ep]?-?issn(?:-l)?\s*[:=]?\s*)/,
      '',
    )
  const match = /^(\d{4})[-\u2010-\u2015\s]?(\d{3}[\dx])(?:\s*\([^()]{0,20}\))?$/.exec(plain)
  if (!match) return undefined
  const issn = `${match[1]}-${match[2]}`.toUpperCase()
  return hasRightSum(issn.replace('-', '')) ? issn : undefined
}

/** Weights 8 to 1, modulo 11, X is 10 (ISO 3297). */
function hasRightSum(digits: string): boolean {
  const sum = [...digits].reduce(
    (s, digit, i) => s + (8 - i) * (digit === 'X' ? 10 : Number(digit)),
    0,
  )
  return sum % 11 === 0 && digits !== '00000000'
}
