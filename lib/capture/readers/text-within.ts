const SKIPPED = /^(?:SCRIPT|STYLE|TEMPLATE|NOSCRIPT)$/i
/** Nodes that hold no text count too: a page may be made of nothing else. */
const MAX_NODES = 4_000

/**
 * The first so many characters of an element's text, its space folded. It walks the nodes by their
 * own pointers and stops, where `textContent` would copy all that is in the element first.
 * Elements that `leftOut` names are passed over, and the text of a `<br>` is a space.
 */
export function textWithin(
  element: Element,
  max: number,
  leftOut: (element: Element) => boolean = () => false,
): string {
  if (element.firstElementChild === null) return folded(element.textContent, max)
  let text = ''
  let left = MAX_NODES
  let at: Node | null = element.firstChild
  while (at && text.length < max && left-- > 0) {
    if (at.nodeType === 3) text += at.nodeValue ?? ''
    const inner = at.nodeType === 1 ? (at as Element) : undefined // a node of type 1 is an element
    if (inner?.tagName === 'BR') text += ' '
    const enters = inner && !SKIPPED.test(inner.tagName) && !leftOut(inner)
    at = (enters ? at.firstChild : null) ?? nextOf(at, element)
  }
  return folded(text, max)
}

function folded(text: string, max: number): string {
  return text
    .slice(0, 4 * max)
    .replace(/\s+/g, ' ')
    .slice(0, max)
    .trim()
}

/** The node after one and all that is in it, within an element. */
function nextOf(node: Node, within: Element): Node | null {
  let at: Node | null = node
  while (at && at !== within) {
    if (at.nextSibling) return at.nextSibling
    at = at.parentNode
  }
  return null
}
