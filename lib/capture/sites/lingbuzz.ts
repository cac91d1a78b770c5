import { credited } from '../credit.ts'
import type { Finding } from '../finding.ts'
import { type Page, textIn } from '../page.ts'
import { lineOf } from '../readers/title-zone.ts'

const MAX_LINKS = 60

/** Reads a paper of the archive of linguistics, whose pages are a centred title, its authors and a month. */
export function readLingbuzz(page: Page): Finding[] {
  const [title, ...people] = page.all('center a', MAX_LINKS)
  const center = title?.closest('center')
  if (!title || !center || !/\/\d{6}/.test(page.url.pathname)) return []
  const names = people.map(textIn)
  const dated = /\b[A-Z][a-z]+ (?:19|20)\d\d\s*$/.exec(lineOf(center))?.[0]
  return [
    { field: 'title', value: textIn(title), sure: 80 },
    { field: 'type', value: 'article', sure: 80 },
    { field: 'authors', value: credited(names), sure: 80 },
    ...(dated ? [{ field: 'date', value: dated, sure: 80 } as const] : []),
  ]
}
