const QUOTE = 0x22
const BACKSLASH = 0x5c
const LIST = 0x5b
const LIST_END = 0x5d
const OBJECT = 0x7b
const OBJECT_END = 0x7d

/**
 * Whether JSON text nests deeper than `max` levels, told from its bytes before anything parses them:
 * one look at each byte, none after the first bracket too many. Of text that is no JSON it tells how
 * deep a parser would get before it finds out.
 */
export function nestsDeeper(bytes: Uint8Array, max: number): boolean {
  let depth = 0
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    if (byte === QUOTE) at = endOfString(bytes, at)
    else if (byte === LIST || byte === OBJECT) depth++
    else if (byte === LIST_END || byte === OBJECT_END) depth--
    if (depth > max) return true
  }
  return false
}

/** The place of the quote that ends the string which begins here; the end of all where none does. */
function endOfString(bytes: Uint8Array, start: number): number {
  let at = start + 1
  while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1
  return at
}
