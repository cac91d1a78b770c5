/** Pages of more elements are read from their front. Long articles have 10,000 to 30,000. */
const MOST_ELEMENTS = 30_000
/** Elements, texts and comments that the front of a page has. */
const FRONT_NODES = 10_000

/**
 * The document itself, or of one that is too large to be looked through time and again a copy of its
 * front. The copy is of a document that nobody shows: nothing in it loads or runs.
 */
export function frontOf(document: Document): Document {
  const { getElementsByTagName }: Document = Object.getPrototypeOf(document)
  const isLarge = getElementsByTagName.call(document, '*')[MOST_ELEMENTS] !== undefined
  return isLarge ? copied(document) : document
}

function copied(document: Document): Document {
  const root = document.documentElement
  const copy = document.implementation.createHTMLDocument('')
  let into: Node = copy.importNode(root, false)
  copy.replaceChild(into, copy.documentElement)
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
