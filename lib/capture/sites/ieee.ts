import type { CslType } from '../../schema/csl-type.ts'
import { credited } from '../credit.ts'
import type { Finding, SaidField } from '../finding.ts'
import { listOf, type Node, textOf, textsOf } from '../json-ld/node.ts'
import type { Page } from '../page.ts'
import { inlineObject } from './inline.ts'

type TextField = Extract<
  SaidField,
  | 'title'
  | 'containerTitle'
  | 'date'
  | 'volume'
  | 'issue'
  | 'firstPage'
  | 'lastPage'
  | 'doi'
  | 'publisher'
  | 'abstract'
>
const FIELDS: [TextField, string][] = [
  ['title', 'title'],
  ['containerTitle', 'publicationTitle'],
  ['date', 'publicationDate'],
  ['date', 'publicationYear'],
  ['volume', 'volume'],
  ['issue', 'issue'],
  ['firstPage', 'startPage'],
  ['lastPage', 'endPage'],
  ['doi', 'doi'],
  ['publisher', 'publisher'],
  ['abstract', 'abstract'],
]
const TYPES: Readonly<Record<string, CslType>> = {
  conferences: 'paper-conference',
  conference: 'paper-conference',
  journals: 'article-journal',
  periodicals: 'article-journal',
  magazines: 'article-journal',
  earlyaccess: 'article-journal',
  books: 'chapter',
  standards: 'standard',
}

/** Reads the record that IEEE Xplore hands to its own scripts. */
export function readArticleMetadata(page: Page): Finding[] {
  const record = inlineObject(page, 'xplGlobal.document.metadata')
  if (!record) return []
  const texts = FIELDS.flatMap(([field, key]): Finding[] => {
    const value = textOf(record[key])
    return value ? [{ field, value, sure: 88 }] : []
  })
  const names = listOf(record.authors).flatMap((author) => nameIn(author as Node)) // a list of objects
  const issn = listOf(record.issn).flatMap((entry) => textOf((entry as Node).value) ?? []) // so is this
  const type = TYPES[(textOf(record.contentType) ?? '').toLowerCase()]
  const topics = listOf(record.keywords).flatMap((group) => textsOf((group as Node).kwd))
  return [
    ...texts,
    { field: 'authors', value: credited(names), sure: 88 },
    ...(issn.length > 0 ? [{ field: 'issn', value: issn, sure: 88 } as const] : []),
    ...(topics.length > 0 ? [{ field: 'topics', value: topics, sure: 60 } as const] : []),
    ...(type ? [{ field: 'type', value: type, sure: 93 } as const] : []),
  ]
}

function nameIn(author: Node): string[] {
  const [first, last, name] = [author.firstName, author.lastName, author.name].map(textOf)
  if (first && last) return [`${last}, ${first}`]
  return name ? [name] : []
}
