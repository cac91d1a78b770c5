const MAX_CHARS = 2_000_000

/** A script's JSON, repaired where that is cheap; undefined where it is beyond that. */
export function parseLoosely(text: string): unknown {
  if (text.length > MAX_CHARS) return undefined
  const bare = unwrapped(text)
  for (const candidate of [() => bare, () => tidied(bare)]) {
    try {
      const value: unknown = JSON.parse(candidate())
      return value
    } catch {
      // Broken JSON is common on pages: the next candidate is a repaired one, and at last there is none.
    }
  }
  return undefined
}

function unwrapped(text: string): string {
  return text
    .trim()
    .replace(/^(?:\/\/\s*)?(?:\/\*\s*)?<!\[CDATA\[(?:\s*\*\/)?|^<!--/, '')
    .replace(/(?:\/\/\s*)?(?:\/\*\s*)?\]\]>(?:\s*\*\/)?$|-->$/, '')
    .trim()
    .replace(/;$/, '')
}

/** One walk: raw control characters in texts, comments, trailing commas, escapes that JSON does not know. */
function tidied(text: string): string {
  return text.replace(TOKEN, (token) => (token.startsWith('"') ? mended(token) : ''))
}

/**
 * A text · a comment · a comma with nothing but space between it and a closing bracket. What is
 * never closed runs to the end, so that no character is looked at twice.
 */
const TOKEN =
  /"(?:[^"\\]|\\[\s\S])*(?:"|$)|\/\*(?:[^*]|\*(?!\/))*(?:\*\/|$)|(?<=^|\s)\/\/[^\n]*|,(?=\s{0,1000}[}\]])/g

function mended(text: string): string {
  return text
    .replace(/[^ -~\u00a0-\uffff]/g, (char) => (/\s/.test(char) ? ' ' : ''))
    .replace(/\\(?!["\\/bfnrtu])/g, '\\\\')
}
