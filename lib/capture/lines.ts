import { isFurniture } from './furniture.ts'
import { letters } from './headline.ts'
import { type Page, textIn } from './page.ts'

/** A line of a page as people see it: the text between two breaks, cut where it is long. */
export interface Line {
  text: string
  /** The tag of the heading that it is, or undefined. */
  heading: string | undefined
}

/** The lines of a page in its order, and which of them shows its title (-1: none does). */
export interface Lines {
  lines: readonly Line[]
  title: number
}

/** Bylines and dates stand within so many nodes, or nowhere that would be found. */
const MAX_NODES = 12_000
const MAX_LINES = 1_500
const MAX_TEXT = 240
const BREAKS =
  /^(?:ADDRESS|ARTICLE|BLOCKQUOTE|BR|DD|DIV|DL|DT|FIGCAPTION|FIGURE|FOOTER|H[1-6]|HEADER|HR|LI|MAIN|OL|P|PRE|SECTION|TABLE|TBODY|TD|TR|UL)$/
const SKIPPED =
  /^(?:SCRIPT|STYLE|NOSCRIPT|TEMPLATE|SVG|BUTTON|SELECT|FORM|IFRAME|FIGCAPTION|FIGURE|VIDEO|AUDIO|CANVAS|MATH)$/i

const known = new WeakMap<Page, Lines>()

/** The lines that a page shows of what it is about, read once for all who ask. */
export function linesOf(page: Page): Lines {
  const read = known.get(page)
  if (read) return read
  const body = page.first('body')
  const lines = body ? linesIn(body) : []
  const found = { lines, title: titleAmong(lines, textIn(page.first('title'))) }
  known.set(page, found)
  return found
}

/** One walk over the nodes, by their own pointers: nothing is looked at twice, no depth is too deep. */
function linesIn(body: Element): Line[] {
  const lines: Line[] = []
  let text = ''
  let heading: string | undefined
  const end = () => {
    const whole = text.replace(/\s+/g, ' ').trim()
    if (whole !== '') lines.push({ text: whole, heading })
    text = ''
    heading = undefined
  }
  let node = body.firstChild
  for (let left = MAX_NODES; node && left > 0 && lines.length < MAX_LINES; left--) {
    let inside: ChildNode | null = null
    if (node.nodeType === 3 && text.length < MAX_TEXT)
      text += (node.nodeValue ?? '').slice(0, 1_000)
    if (node.nodeType === 1) {
      const element = node as Element // what has the type of an element is one
      if (BREAKS.test(element.tagName)) end()
      if (/^H[1-6]$/.test(element.tagName)) heading = element.tagName
      if (!SKIPPED.test(element.tagName) && !isFurniture(element)) inside = element.firstChild
    }
    node = inside ?? following(node, body, end)
  }
  end()
  return lines
}

/** The next node that is not inside of this one; every block that is left on the way ends a line. */
function following(node: ChildNode, body: Element, end: () => void): ChildNode | null {
  let at: Node | null = node
  while (at && at !== body) {
    if (at.nodeType === 1 && BREAKS.test((at as Element).tagName)) end() // an element by its type
    if (at.nextSibling) return at.nextSibling
    at = at.parentNode
  }
  return null
}

const MAX_LOOKED = 400
const FEWEST_LETTERS = 8

/** The heading that the page's `<title>` repeats, else any line that it begins with, else the first main heading. */
function titleAmong(lines: readonly Line[], title: string): number {
  const wanted = letters(title)
  const repeats = ({ text }: Line) => {
    const own = text.length > 2 * MAX_TEXT ? '' : letters(text)
    return own.length >= FEWEST_LETTERS && (wanted.includes(own) || own.includes(wanted))
  }
  const first = lines.slice(0, MAX_LOOKED)
  const heading =
    wanted === '' ? -1 : first.findIndex((line) => line.heading !== undefined && repeats(line))
  if (heading >= 0) return heading
  const main = first.findIndex((line) => line.heading === 'H1')
  if (main >= 0) return main
  return wanted === '' ? -1 : first.findIndex((line) => line.text.length > 15 && repeats(line))
}
