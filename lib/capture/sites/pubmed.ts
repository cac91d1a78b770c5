import { namesOf } from '../../cite/name-list.ts'
import { citationOf } from '../citation.ts'
import { withoutRepeats } from '../credit.ts'
import type { Finding } from '../finding.ts'
import { type Page, textIn } from '../page.ts'
import { folded } from '../plain.ts'

const MAX_AUTHORS = 3000

/** Reads a record of PubMed: whole names where it shows them, and the older pages, which have no tags. */
export function readPubmed(page: Page): Finding[] {
  const named = page.all(
    '#full-view-heading .authors-list .full-name,.rprt .auths a[href*="term="]',
    MAX_AUTHORS,
  )
  const people = withoutRepeats(
    namesOf(named.map((link) => folded(textIn(link)))).map((name) => ({ ...name, role: 'author' })),
  )
  const found: Finding[] = people.length > 0 ? [{ field: 'authors', value: people, sure: 91 }] : []
  const journal = page
    .first('#full-view-journal-trigger,.rprt .cit a[title]')
    ?.getAttribute('title')
    ?.replace(/[.\s]+$/, '')
  if (journal) found.push({ field: 'containerTitle', value: journal, sure: 91 })
  const { date, volume, issue, pages, doi } =
    citationOf(folded(textIn(page.first('.rprt .cit')))) ?? {}
  for (const [field, value] of Object.entries({ date, volume, issue, pages, doi }))
    if (value) found.push({ field: field as 'date', value, sure: 85 }) // each of them is a text
  return found.length > 0 ? [...found, { field: 'type', value: 'article-journal', sure: 80 }] : []
}
