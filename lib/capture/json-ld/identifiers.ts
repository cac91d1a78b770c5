import type { Finding, SaidField } from '../finding.ts'
import { type Graph, resolved } from './graph.ts'
import { isNode, listOf, type Node, textOf, textsOf } from './node.ts'

type Id = Extract<SaidField, 'doi' | 'arxivId' | 'isbn13' | 'pmid' | 'pmcid'>

/** What a `PropertyValue` calls its identifier. */
const NAMED: [RegExp, Id][] = [
  [/doi/, 'doi'],
  [/arxiv/, 'arxivId'],
  [/isbn/, 'isbn13'],
  [/pmc/, 'pmcid'],
  [/pmid|pubmed/, 'pmid'],
]
const MAX_VALUES = 50

/** Only a scholarly node's identifiers are its own: a blog's `sameAs` may be the paper that it is about. */
export function readIdentifiers(graph: Graph, node: Node, sure: number): Finding[] {
  const isbn = [node.isbn, node.gtin13]
    .flatMap(textsOf)
    .map((value): Finding => ({ field: 'isbn13', value, sure }))
  if (sure < 80)
    return [...isbn, ...[node['@id'], node.url].flatMap((value) => ownDoi(value, sure))]
  const issn = textsOf(node.issn)
  const values = [node.identifier, node.doi, node.sameAs, node['@id'], node.url]
  return [
    ...isbn,
    ...values
      .flatMap(listOf)
      .slice(0, MAX_VALUES)
      .flatMap((value) => identified(resolved(graph, value), sure - 4)),
    ...(issn.length > 0 ? [{ field: 'issn', value: issn, sure } as const] : []),
  ]
}

/** A blog that registers its posts names them by their DOI. */
function ownDoi(value: unknown, sure: number): Finding[] {
  const text = textOf(value) ?? ''
  return /^https?:\/\/(?:dx\.)?doi\.org\//i.test(text) ? [{ field: 'doi', value: text, sure }] : []
}

/** An identifier of an unsaid kind is offered as each that is told by its own form. */
function identified(item: unknown, sure: number): Finding[] {
  const value = textOf(
    isNode(item) ? (item.value ?? item['@value'] ?? item['@id'] ?? item.url) : item,
  )
  if (value === undefined) return []
  const kind = isNode(item) ? (textOf(item.propertyID) ?? textOf(item.name) ?? '') : ''
  const named = NAMED.find(([pattern]) => pattern.test(kind.slice(0, 200).toLowerCase()))?.[1]
  const fields: Id[] = named ? [named] : ['doi', 'arxivId', 'pmcid']
  return fields.map((field) => ({ field, value, sure }))
}
