import type { Finding } from '../finding.ts'
import { type Page, textIn } from '../page.ts'

/** Reads when a book appeared, which the site's JSON-LD leaves out. */
export function readGoodreads(page: Page): Finding[] {
  const published = textIn(page.first('[data-testid="publicationInfo"]'))
  return /\d{4}/.test(published) ? [{ field: 'date', value: published, sure: 70 }] : []
}
