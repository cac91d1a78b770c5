import { credited } from '../credit.ts'
import type { Finding } from '../finding.ts'
import { type Page, textIn } from '../page.ts'
import { folded } from '../plain.ts'

const MAX_AUTHORS = 50
const WRITERS = /\([^()]*(?:author|autor|auteur|autore|editor|herausgeber|著)[^()]*\)|^[^()]*$/i

/** Reads a book of a bookshop that names it only in its own ids; what is no book is left alone. */
export function readAmazon(page: Page): Finding[] {
  const title = folded(textIn(page.first('#productTitle,#ebooksProductTitle')))
  const isBook = page.first(
    '#rpi-attribute-book_details-publisher,#rpi-attribute-book_details-isbn13,#bookDescription_feature_div,#printEditionIsbn_feature_div',
  )
  if (title === '' || !isBook) return []
  const names = page
    .all('#bylineInfo .author', MAX_AUTHORS)
    .filter((author) => WRITERS.test(folded(textIn(author))))
    .map((author) => folded(textIn(author.querySelector('a') ?? author)))
  const published = detail(page, 'publication_date')
  const publisher = detail(page, 'publisher')
  const isbn = detail(page, 'isbn13')
  return [
    { field: 'title', value: title, sure: 80 },
    { field: 'type', value: 'book', sure: 80 },
    { field: 'authors', value: credited(names), sure: 80 },
    ...(published ? [{ field: 'date', value: published, sure: 80 } as const] : []),
    ...(publisher ? [{ field: 'publisher', value: publisher, sure: 80 } as const] : []),
    ...(isbn ? [{ field: 'isbn13', value: isbn, sure: 85 } as const] : []),
  ]
}

function detail(page: Page, name: string): string {
  return folded(textIn(page.first(`#rpi-attribute-book_details-${name} .rpi-attribute-value`)))
}
