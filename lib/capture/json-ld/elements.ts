import { isOwn } from '../readers/elsewhere.ts'
import { textWithin } from '../readers/text-within.ts'
import type { Node } from './node.ts'

/** A way to write nodes into elements: which attributes begin a node, name its type and its parts. */
export interface Dialect {
  /** The attribute of an element that is a node. */
  node: 'itemscope' | 'typeof'
  type: 'itemtype' | 'typeof'
  id: 'itemid' | 'resource'
  part: 'itemprop' | 'property'
  /** The schema.org name of a part; undefined where it is of another vocabulary. */
  nameOf(part: string): string | undefined
}

/** Parts that are long or of other people's works. */
const UNREAD = /^(?:articleBody|text|reviewBody|review|comment|citation|interactionStatistic)$/
/** Parts whose value is where a link leads; of all others it is what the link says. */
const LINKS = /^(?:url|sameAs|image|license|mainEntityOfPage|contentUrl|embedUrl|identifier)$/
const MAX_TEXT = 4000
const MAX_LEVELS = 100

/** The nodes that elements carry, as JSON-LD would write them; none of a reference list or a sidebar. */
export function nodesOf(elements: readonly Element[], dialect: Dialect): Node[] {
  const nodes = new Map<Element, Record<string, unknown>>()
  const roots: Node[] = []
  for (const element of elements) {
    const parts = (element.getAttribute(dialect.part) ?? '').split(/\s+/).flatMap((part) => {
      const name = part === '' ? undefined : dialect.nameOf(part)
      return name === undefined || UNREAD.test(name) ? [] : name
    })
    const begins = element.hasAttribute(dialect.node)
    const node = begins ? begun(element, dialect) : undefined
    const held = ownerOf(element, nodes)
    if (node && (parts.length === 0 || !held) && !element.hasAttribute(dialect.part)) {
      if (isOwn(element)) roots.push(node)
    }
    if (node) nodes.set(element, node)
    for (const part of parts) if (held) put(held, part, node ?? saidIn(element, part))
  }
  return roots
}

/** The node that an element is a part of. */
function ownerOf<T>(element: Element, nodes: ReadonlyMap<Element, T>): T | undefined {
  let at = element.parentElement
  for (let level = 0; at && level < MAX_LEVELS; level++) {
    const node = nodes.get(at)
    if (node !== undefined) return node
    at = at.parentElement
  }
  return undefined
}

function begun(element: Element, dialect: Dialect): Record<string, unknown> {
  const types = (element.getAttribute(dialect.type) ?? '').trim().split(/\s+/)
  const id = element.getAttribute(dialect.id)
  return { '@type': types, ...(id ? { '@id': id } : {}) }
}

function put(node: Record<string, unknown>, name: string, value: unknown): void {
  const had = Object.hasOwn(node, name) ? node[name] : undefined
  node[name] = had === undefined ? value : Array.isArray(had) ? [...had, value] : [had, value]
}

function saidIn(element: Element, name: string): string {
  const said = element.getAttribute('content') ?? element.getAttribute('datetime')
  if (said !== null) return said
  const link = element.getAttribute('href') ?? element.getAttribute('src')
  if (link !== null && LINKS.test(name)) return link
  const text = textWithin(element, MAX_TEXT)
  return text === '' ? (link ?? '') : text
}
