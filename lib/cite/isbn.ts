/** The ISBN that a text is, as 13 digits with a right check digit; 10-digit ones are converted. */
export function isbn13Of(text: string): string | undefined {
  if (text.length > 60) return undefined
  const plain = text
    .trim()
    .toLowerCase()
    .replace(/^(?:urn:)?isbn(?:[-\s]?1[03])?\s*[:=]?\s*/, '')
  const digits = plain.replace(/[\s\u2010-\u2015-]/g, '').toUpperCase()
  if (/^97[89]\d{10}$/.test(digits)) return checkDigit13(digits) === digits[12] ? digits : undefined
  if (!/^\d{9}[\dX]$/.test(digits) || !hasRightSum10(digits)) return undefined
  const body = `978${digits.slice(0, 9)}`
  return body + checkDigit13(body)
}

/** ISBN-13: weights 1 and 3, modulo 10 (ISO 2108). */
function checkDigit13(digits: string): string {
  let sum = 0
  for (let i = 0; i < 12; i++) sum += Number(digits[i]) * (i % 2 === 0 ? 1 : 3)
  return String((10 - (sum % 10)) % 10)
}

/** ISBN-10: weights 10 to 1, modulo 11, X is 10 (ISO 2108:1992). */
function hasRightSum10(digits: string): boolean {
  const sum = [...digits].reduce((total, digit, i) => total + (10 - i) * worth(digit), 0)
  return sum % 11 === 0
}

function worth(digit: string): number {
  return digit === 'X' ? 10 : Number(digit)
}
