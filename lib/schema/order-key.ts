const DIGITS = /^[A-Za-z][0-9A-Za-z]+$/
const SMALLEST = `A${'0'.repeat(26)}`

/**
 * Whether a text is an order key as the `fractional-indexing` package makes and takes them: its first
 * letter says how long the whole part is (a: 2 … z: 27, Z: 2 … A: 27), and no fraction ends in 0.
 */
export function isOrderKey(text: string): boolean {
  if (!DIGITS.test(text) || text === SMALLEST) return false
  const whole = wholeLength(text.charCodeAt(0))
  return text.length >= whole && (text.length === whole || !text.endsWith('0'))
}

function wholeLength(head: number): number {
  const [upperZ, lowerA] = [90, 97]
  return head >= lowerA ? head - lowerA + 2 : upperZ - head + 2
}
