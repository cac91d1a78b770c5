import type { Work } from '../../lib/schema/work.ts'
import { authorNames } from '../../lib/words/names.ts'
import { identifiersOf } from './identifiers-of.ts'

/** Where a work appeared, as far as it is known. */
export function venueOf(work: Work): string | null {
  return work.containerTitle || work.event || work.institution || work.publisher || null
}

/** Who and when, for the card: `Ashish Vaswani, Noam Shazeer, +6 · 2017`. */
export function whoAndWhen(work: Work): string {
  return line(authorNames(work.authors, 'full'), work.year)
}

/** All about a work on one line, for a list; a page of nobody is told by its site. */
export function inOneLine(work: Work): string {
  const venue = venueOf(work) ?? (work.arxivId ? 'arXiv' : null)
  const known = line(authorNames(work.authors, 'short'), work.year, venue)
  return known || (identifiersOf(work)[0]?.text ?? '')
}

function line(...parts: (string | number | null)[]): string {
  return parts.filter((part) => part !== null && part !== '').join(' · ')
}
