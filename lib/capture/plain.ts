import { characterOf } from './entities.ts'

/** Inline and block elements of HTML, MathML and JATS that publishers leave in their tags. */
const ELEMENTS = new Set(
  'a abbr address article aside audio b base bdi bdo big blockquote body br button center cite code dd del dfn div dl dt em embed font footer form h1 h2 h3 h4 h5 h6 head header hr html i iframe img inf inline-formula input ins italic kbd label li link main mark math meta mfrac mi mn mo mrow ms msqrt mstyle msub msubsup msup mtext object ol option p pre q roman s samp sc scp script section select small span strike strong style sub sup svg table tbody td tex-math textarea th thead title tr tt u ul underline var video xref bold'.split(
    ' ',
  ),
)
const BLOCKS = new Set(
  'br p div li h1 h2 h3 h4 h5 h6 tr td title jats:p jats:title jats:sec'.split(' '),
)
const PREFIXED = /^(?:mml|jats|m|xhtml):[a-z-]{1,30}$/
/** Anything like a tag, its name in a group; which names are elements is asked afterwards. */
const TAG = /<\/?([A-Za-z][\w:-]*)(?=[\s/>])[^<>]*>/g
const COMMENT = /<!--(?:[^-]|-(?!->))*(?:-->|$)/g

/** Format characters that show nothing and only break comparing; joiners that scripts need are kept. */
const INVISIBLE = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g
/** Control characters: what is neither ASCII's print nor Latin-1's nor above. A `\p{Cc}` is slow to build. */
const CONTROL = /[^ -~\u00a0-\uffff]/g

/** Markup decoded and dropped, space folded: what a person would read. Never HTML. */
export function plain(text: string): string {
  return folded(withoutMarkup(text)).trim()
}

/** Text that never was markup (a node's own text): only space and unprintable characters are folded. */
export function folded(text: string): string {
  const spaced = text.toWellFormed().replace(/\s+/g, ' ')
  return spaced.replace(CONTROL, '').replace(INVISIBLE, '').replace(/ {2,}/g, ' ').trim()
}

/** Tags can hide in entities (`&lt;i&gt;`), so the first pass may uncover what the second drops. */
function withoutMarkup(text: string): string {
  if (!/[<&]/.test(text)) return text
  const once = decoded(text.replace(COMMENT, ' ').replace(TAG, gapOf))
  return once.includes('<')
    ? once.replace(COMMENT, ' ').replace(TAG, gapOf).replace(TAG, nothingOf)
    : once
}

function gapOf(tag: string, name: string): string {
  const small = name.toLowerCase()
  if (BLOCKS.has(small)) return ' '
  return isElement(small) ? '' : tag
}

function nothingOf(tag: string, name: string): string {
  return isElement(name.toLowerCase()) ? '' : tag
}

function isElement(name: string): boolean {
  return ELEMENTS.has(name) || PREFIXED.test(name)
}

function decoded(text: string): string {
  // Twice: `&amp;lt;` is what some publishers write for `<`.
  return text.replace(ENTITY, characterOf).replace(ENTITY, characterOf)
}

const ENTITY = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,30});/gi
