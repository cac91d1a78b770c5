import { isNode, listOf, type Node } from './node.ts'

const MAX_DEPTH = 12
const MAX_NODES = 20_000

/** The nodes of a page that speak for it, and all of its nodes by their `@id`. */
export interface Graph {
  subjects: Node[]
  byId: ReadonlyMap<string, Node>
}

/** Edges from a node to what the page is about; every other edge leads to something else. */
const ABOUT_ITSELF = ['@graph', 'mainEntity', 'mainEntityOfPage']

/** Walks parsed scripts no deeper and no further than their bounds. */
export function graphOf(roots: readonly unknown[]): Graph {
  const byId = new Map<string, Node>()
  const subjects: Node[] = []
  let left = MAX_NODES
  const walk = (value: unknown, depth: number, speaks: boolean): void => {
    if (depth > MAX_DEPTH) return
    for (const item of listOf(value)) {
      if (Array.isArray(item)) walk(item, depth + 1, speaks)
      if (!isNode(item) || left-- <= 0) continue
      const id = item['@id']
      if (typeof id === 'string' && Object.keys(item).length > (byId.has(id) ? 2 : 1))
        byId.set(id, item)
      if (speaks) subjects.push(item)
      for (const [key, child] of Object.entries(item))
        walk(child, depth + 1, speaks && ABOUT_ITSELF.includes(key))
    }
  }
  for (const root of roots) walk(root, 0, true)
  return { subjects, byId }
}

/** The node that a value refers to where it is nothing but a reference. */
export function resolved(graph: Graph, value: unknown): unknown {
  if (!isNode(value) || typeof value['@id'] !== 'string' || Object.keys(value).length > 2)
    return value
  return graph.byId.get(value['@id']) ?? value
}
