import type { Finding } from '../finding.ts'
import type { Page } from '../page.ts'
import { keywordsOf } from '../readers/tags.ts'
import { type Graph, resolved } from './graph.ts'
import { readIdentifiers } from './identifiers.ts'
import { isNode, listOf, type Node, textOf, textsOf, typesOf } from './node.ts'
import { peopleOf } from './person.ts'
import { subjectOf } from './subject.ts'
import { readTexts } from './texts.ts'
import { readVenue } from './venue.ts'

/** What the page's own work says in schema.org's words, whether it stood in JSON-LD or is `shown` in microdata or RDFa. */
export function readWork(graph: Graph, page: Page, shown = false): Finding[] {
  const subject = subjectOf(graph, page, shown)
  if (!subject) return readSite(graph)
  const { node, kind } = subject
  return [
    ...(kind.type === undefined
      ? []
      : [{ field: 'type', value: kind.type, sure: kind.sure } as const]),
    ...readTexts(node, kind.sure),
    ...readPeople(graph, node, kind.sure),
    ...readIdentifiers(graph, node, kind.sure),
    ...readVenue(graph, node, kind.sure),
    ...readFiles(node),
    ...readSite(graph),
  ]
}

function readPeople(graph: Graph, node: Node, sure: number): Finding[] {
  const authors = [node.author, node.creator]
    .map((value) => peopleOf(graph, value, 'author'))
    .find((people) => people.length > 0)
  const editors = peopleOf(graph, node.editor, 'editor')
  const publisher = textOf(resolved(graph, listOf(node.publisher)[0]))
  const topics = keywordsOf(textsOf(node.keywords))
  const found: Finding[] = []
  if (authors) found.push({ field: 'authors', value: authors, sure })
  if (editors.length > 0 && sure > 70) found.push({ field: 'editors', value: editors, sure })
  if (publisher) found.push({ field: 'publisher', value: publisher, sure })
  if (publisher && sure < 70) found.push({ field: 'siteName', value: publisher, sure: 45 })
  if (topics.length > 0) found.push({ field: 'topics', value: topics, sure: 55 })
  return found
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
