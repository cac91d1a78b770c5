const QUOTE = 0x22
const BACKSLASH = 0x5c
const LIST = 0x5b
const LIST_END = 0x5d
const OBJECT = 0x7b
const OBJECT_END = 0x7d
const SPACE = 0x20

/**
 * Empties, in the bytes of JSON text, every list and object at level `max`, so that no parser gets
 * deeper whatever was sent. It takes one look at each byte; text that is no JSON doesn't become any
 * that nests deeper.
 */
export function capDepth(bytes: Uint8Array, max: number): void {
  let depth = 0
  let emptyFrom = 0
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]
    if (byte === QUOTE) {
      at = endOfString(bytes, at)
    } else if (byte === LIST || byte === OBJECT) {
      depth++
      if (depth === max) emptyFrom = at + 1
    } else if (byte === LIST_END || byte === OBJECT_END) {
      if (depth === max) bytes.fill(SPACE, emptyFrom, at)
      depth--
    }
  }
  if (depth >= max) bytes.fill(SPACE, emptyFrom)
}

/** The place of the quote that ends the string which begins here; the end of all where none does. */
function endOfString(bytes: Uint8Array, start: number): number {
  let at = start + 1
  while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1
  return at
}
