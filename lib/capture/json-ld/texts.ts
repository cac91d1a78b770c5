import type { Finding, Sureness } from '../finding.ts'
import { type Node, textOf } from './node.ts'
import { titleOf } from './subject.ts'

type TextField = Extract<Finding, { value: string }>['field']

/** The fields that a work's own texts fill; `atMost` where such a text is less sure than its work. */
const TEXTS: {
  field: Exclude<TextField, 'type'>
  of: (node: Node) => string | undefined
  atMost?: Sureness
}[] = [
  { field: 'title', of: titleOf },
  { field: 'subtitle', of: (node) => textOf(node.alternativeHeadline), atMost: 20 },
  {
    field: 'abstract',
    of: (node) => textOf(node.abstract) ?? textOf(node.description),
    atMost: 60,
  },
  { field: 'date', of: (node) => textOf(node.datePublished) ?? textOf(node.uploadDate) },
  { field: 'date', of: (node) => textOf(node.dateCreated), atMost: 35 },
  { field: 'volume', of: (node) => textOf(node.volumeNumber) },
  { field: 'issue', of: (node) => textOf(node.issueNumber) },
  { field: 'firstPage', of: (node) => textOf(node.pageStart) },
  { field: 'lastPage', of: (node) => textOf(node.pageEnd) },
  { field: 'pages', of: (node) => textOf(node.pagination) },
  { field: 'edition', of: (node) => textOf(node.bookEdition) },
  { field: 'language', of: (node) => textOf(node.inLanguage), atMost: 50 },
]

/** What a work says of itself in plain texts. */
export function readTexts(work: Node, sure: Sureness): Finding[] {
  return TEXTS.flatMap(({ field, of, atMost = 100 }): Finding[] => {
    const value = of(work)
    return value === undefined ? [] : [{ field, value, sure: Math.min(sure, atMost) }]
  })
}
