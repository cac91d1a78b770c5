import type { Finding } from '../finding.ts'
import { type Graph, graphOf, resolved } from '../json-ld/graph.ts'
import { isNode, listOf, type Node, textOf, textsOf, typesOf } from '../json-ld/node.ts'
import { parseLoosely } from '../json-ld/parse.ts'
import { peopleOf } from '../json-ld/person.ts'
import { subjectOf } from '../json-ld/subject.ts'
import { readTexts } from '../json-ld/texts.ts'
import { readVenue } from '../json-ld/venue.ts'
import type { Page } from '../page.ts'
import { keywordsOf } from './tags.ts'

const SCRIPTS = 'script[type^="application/ld+json" i]'
const MAX_SCRIPTS = 100

/** Reads the page's own work from its JSON-LD in schema.org's words. */
export function readJsonLd(page: Page): Finding[] {
  const scripts = page.all(SCRIPTS, MAX_SCRIPTS)
  const graph = graphOf(scripts.map((script) => parseLoosely(script.textContent)))
  const subject = subjectOf(graph, page)
  if (!subject) return readSite(graph)
  const { node, kind } = subject
  return [
    { field: 'type', value: kind.type, sure: kind.sure },
    ...readTexts(node, kind.sure),
    ...readPeople(graph, node, kind.sure),
    ...readIdentifiers(node, kind.sure),
    ...readVenue(graph, node, kind.sure),
    ...readFiles(node),
    ...readSite(graph),
  ]
}

function readPeople(graph: Graph, node: Node, sure: number): Finding[] {
  const authors = peopleOf(graph, node.author ?? node.creator, 'author')
  const editors = peopleOf(graph, node.editor, 'editor')
  const publisher = textOf(resolved(graph, listOf(node.publisher)[0]))
  const topics = keywordsOf(textsOf(node.keywords))
  const found: Finding[] = []
  if (authors.length > 0) found.push({ field: 'authors', value: authors, sure })
  if (editors.length > 0 && sure > 70) found.push({ field: 'editors', value: editors, sure })
  if (publisher) found.push({ field: 'publisher', value: publisher, sure })
  if (publisher && sure < 70) found.push({ field: 'siteName', value: publisher, sure: 45 })
  if (topics.length > 0) found.push({ field: 'topics', value: topics, sure: 55 })
  return found
}

/** Only a scholarly node's identifiers are its own: a blog's `sameAs` may be the paper that it is about. */
function readIdentifiers(node: Node, sure: number): Finding[] {
  if (sure < 80) return []
  const values = [node.identifier, node.doi, node.sameAs, node['@id'], node.url]
    .flatMap((value) => listOf(value))
    .flatMap(
      (value) => textOf(isNode(value) ? (value.value ?? value['@id'] ?? value.url) : value) ?? [],
    )
  return [
    ...values.flatMap((value): Finding[] => [
      { field: 'doi', value, sure: sure - 4 },
      { field: 'arxivId', value, sure: sure - 4 },
    ]),
    ...textsOf(node.isbn).map((value): Finding => ({ field: 'isbn13', value, sure })),
    ...(textsOf(node.issn).length > 0
      ? [{ field: 'issn', value: textsOf(node.issn), sure } as const]
      : []),
  ]
}

function readFiles(node: Node): Finding[] {
  return [node.encoding, node.associatedMedia, node.distribution]
    .flatMap((value) => listOf(value))
    .slice(0, 50)
    .flatMap((file) => {
      if (
        !isNode(file) ||
        !/pdf/i.test(textOf(file.encodingFormat) ?? textOf(file.fileFormat) ?? '')
      )
        return []
      const value = textOf(file.contentUrl) ?? textOf(file.url)
      return value ? [{ field: 'pdfUrl', value, sure: 70 } as const] : []
    })
}

/** The site's name, which a page may give beside its work. */
function readSite(graph: Graph): Finding[] {
  const site = graph.subjects.find((node) => typesOf(node).includes('WebSite'))
  const name = site && textOf(site.name)
  return name ? [{ field: 'siteName', value: name, sure: 50 }] : []
}
