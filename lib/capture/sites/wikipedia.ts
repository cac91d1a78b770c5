import type { Finding } from '../finding.ts'
import { type Page, textIn } from '../page.ts'

/** Reads an entry of Wikipedia, which has no authors to name; its talk and help pages are pages of the web. */
export function readWikipedia(page: Page): Finding[] {
  const title = textIn(page.first('#firstHeading'))
  if (title === '') return []
  const isEntry = !/^\/wiki\/(?:[^/]*[a-z]):[^_]/i.test(page.url.pathname)
  return [
    { field: 'title', value: title, sure: 80 },
    { field: 'siteName', value: 'Wikipedia', sure: 90 },
    ...(isEntry ? [{ field: 'type', value: 'entry-encyclopedia', sure: 90 } as const] : []),
  ]
}
