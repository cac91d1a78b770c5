import { citationOf } from '../citation.ts'
import type { Finding } from '../finding.ts'
import { textOf } from '../json-ld/node.ts'
import type { Page } from '../page.ts'
import { inlineObject } from './inline.ts'

/** Reads what JSTOR tells its counters of the item, which it tells no one else. */
export function readJstor(page: Page): Finding[] {
  const content = inlineObject(page, 'gaData.content')
  if (!content) return []
  const [title, container, doi, issue, publisher] = [
    'itemTitle',
    'contentName',
    'objectDOI',
    'contentIssue',
    'contentPublisher',
  ].map((key) => textOf(content[key]))
  const { date, volume, issue: number, pages } = citationOf(issue ?? '') ?? {}
  const isJournal = textOf(content.contentType) === 'journal'
  const texts = {
    title,
    containerTitle: container,
    doi,
    publisher,
    date,
    volume,
    issue: number,
    pages,
  }
  return [
    ...Object.entries(texts).flatMap(
      ([field, value]): Finding[] =>
        value ? [{ field: field as keyof typeof texts, value, sure: 85 }] : [], // the keys of texts
    ),
    { field: 'type', value: isJournal ? 'article-journal' : 'chapter', sure: 85 },
  ]
}
