/** Pages of more elements are read from their front. Long articles have 10,000 to 30,000. */
const MOST_ELEMENTS = 30_000
/** Elements, texts and comments that the front of a page has. */
const FRONT_NODES = 10_000

/**
 * The document itself, or of one that is too large to be looked through time and again a copy of its
 * front. The copy is of a document that nobody shows: nothing in it loads or runs.
 */
export function frontOf(document: Document): Document {
  // A page can put its own elements over the document's names, not over the prototype's.
  const { querySelector }: Document = Object.getPrototypeOf(document)
  const root = querySelector.call(document, 'html')
  if (!root || root.getElementsByTagName('*')[MOST_ELEMENTS] === undefined) return document
  return copied(root, document.implementation.createHTMLDocument(''))
}

function copied(root: Element, copy: Document): Document {
  let into: Node = copy.importNode(root, false)
  copy.documentElement.remove()
  copy.append(into)
  let node: Node | null = root.firstChild
  for (let left = FRONT_NODES; node && left > 0; left--) {
    const twin: Node = into.appendChild(copy.importNode(node, false))
    if (node.firstChild) {
      node = node.firstChild
      into = twin
      continue
    }
    while (node && node !== root && !node.nextSibling) {
      node = node.parentNode
      into = into.parentNode ?? into
    }
    node = node === root ? null : (node?.nextSibling ?? null)
  }
  return copy
}
