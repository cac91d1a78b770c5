import type { Finding } from '../finding.ts'
import { type Dialect, nodesOf } from '../json-ld/elements.ts'
import { graphOf } from '../json-ld/graph.ts'
import { readWork } from '../json-ld/work.ts'
import type { Page } from '../page.ts'

const MAX_ELEMENTS = 4000

/** What Dublin Core and BIBO call the parts that schema.org names otherwise. */
const OTHER_WORDS: Readonly<Record<string, string>> = {
  title: 'name',
  creator: 'author',
  date: 'datePublished',
  issued: 'datePublished',
  doi: 'identifier',
  volume: 'volumeNumber',
  issue: 'issueNumber',
}

const RDFA: Dialect = {
  node: 'typeof',
  type: 'typeof',
  id: 'resource',
  part: 'property',
  nameOf: (part) => {
    const [, prefix, name = ''] =
      /^(?:(schema|https?:\/\/schema\.org\/|dc|dcterms|bibo):?)?([a-z]\w*)$/i.exec(part) ?? []
    if (name === '') return undefined
    return prefix === undefined || prefix.startsWith('schema') || prefix.startsWith('http')
      ? name
      : (OTHER_WORDS[name] ?? name)
  },
}

/** Reads the page's own work from RDFa (w3.org/TR/rdfa-lite) in the words of schema.org, Dublin Core or BIBO. */
export function readRdfa(page: Page): Finding[] {
  if (!page.first('[typeof]')) return []
  const elements = page.all('[typeof],[property]', MAX_ELEMENTS)
  return readWork(graphOf([nodesOf(elements, RDFA)]), page, true)
}
