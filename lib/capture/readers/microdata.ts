import type { Finding } from '../finding.ts'
import { type Dialect, nodesOf } from '../json-ld/elements.ts'
import { graphOf } from '../json-ld/graph.ts'
import { readWork } from '../json-ld/work.ts'
import type { Page } from '../page.ts'

const MAX_ELEMENTS = 4000

const MICRODATA: Dialect = {
  node: 'itemscope',
  type: 'itemtype',
  id: 'itemid',
  part: 'itemprop',
  nameOf: (part) => part.replace(/^.*[/#]/, ''),
}

/** Reads the page's own work from its microdata (html.spec.whatwg.org, Microdata) in schema.org's words. */
export function readMicrodata(page: Page): Finding[] {
  if (!page.first('[itemscope][itemtype]')) return []
  const elements = page.all('[itemscope],[itemprop]', MAX_ELEMENTS)
  return readWork(graphOf([nodesOf(elements, MICRODATA)]), page, true)
}
