import type { Page } from '../page.ts'
import { type Graph, graphOf } from './graph.ts'
import { parseLoosely } from './parse.ts'

const SCRIPTS = 'script[type^="application/ld+json" i]'
const MAX_SCRIPTS = 100

const graphs = new WeakMap<Page, Graph>()

/** What a page says in JSON-LD, parsed once for all who ask. */
export function graphOn(page: Page): Graph {
  const known = graphs.get(page)
  if (known) return known
  const scripts = page.all(SCRIPTS, MAX_SCRIPTS)
  const graph = graphOf(scripts.map((script) => parseLoosely(script.textContent)))
  graphs.set(page, graph)
  return graph
}
