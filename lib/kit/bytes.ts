const encoder = new TextEncoder()

/** The length of a text in UTF-8 bytes. */
export function utf8Bytes(text: string): number {
  return encoder.encode(text).length
}

/** Whether a text fits into so many UTF-8 bytes; encodes only where the length alone can't tell. */
export function fitsBytes(text: string, max: number): boolean {
  if (text.length * 3 <= max) return true
  if (text.length > max) return false
  return utf8Bytes(text) <= max
}

/** The longest prefix that fits into so many UTF-8 bytes; never splits a character. */
export function cutToBytes(text: string, max: number): string {
  if (fitsBytes(text, max)) return text
  const bytes = encoder.encode(text.slice(0, max)).subarray(0, max)
  return new TextDecoder().decode(bytes).replace(/\uFFFD+$/, '')
}
