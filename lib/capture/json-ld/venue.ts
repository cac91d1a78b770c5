import type { Finding, Sureness } from '../finding.ts'
import { type Graph, resolved } from './graph.ts'
import { isNode, listOf, type Node, textOf, textsOf, typesOf } from './node.ts'

const MAX_STEPS = 6

/** Where a work appeared: its `isPartOf` chain, issue → volume → periodical, or book, or site. */
export function readVenue(graph: Graph, work: Node, sure: Sureness): Finding[] {
  const found: Finding[] = []
  let parts = listOf(work.isPartOf)
  for (let step = 0; step < MAX_STEPS && parts.length > 0; step++) {
    const nodes = parts.slice(0, 10).map((part) => resolved(graph, part))
    found.push(
      ...nodes.flatMap((node) => (isNode(node) ? readPart(node, sure) : named(node, sure))),
    )
    parts = nodes.flatMap((node) => (isNode(node) ? listOf(node.isPartOf) : []))
  }
  return found
}

function named(part: unknown, sure: Sureness): Finding[] {
  return typeof part === 'string' && !/^(?:https?:|#|\/)/.test(part)
    ? [{ field: 'containerTitle', value: part, sure: sure - 10 }]
    : []
}

function readPart(part: Node, sure: Sureness): Finding[] {
  const types = typesOf(part)
  const name = textOf(part.name)
  const issn = textsOf(part.issn)
  const volume = textOf(part.volumeNumber)
  const issue = textOf(part.issueNumber)
  const found: Finding[] = []
  if (issn.length > 0) found.push({ field: 'issn', value: issn, sure })
  if (volume) found.push({ field: 'volume', value: volume, sure })
  if (issue) found.push({ field: 'issue', value: issue, sure })
  if (!name) return found
  if (types.some((type) => /^(?:Periodical|Journal|Book|Newspaper|BookSeries)$/.test(type)))
    found.push({ field: 'containerTitle', value: name, sure })
  if (types.some((type) => /^(?:WebSite|Blog|CreativeWork|Product)$/.test(type)))
    found.push({ field: 'siteName', value: name, sure: 55 })
  return found
}
