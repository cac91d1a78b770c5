import type { Author } from '../schema/author.ts'

/**
 * The people of a work on one line, the first two and how many more (three when they are all):
 * `short` by family name, `full` with the given name in front.
 */
export function authorNames(authors: readonly Author[], style: 'short' | 'full'): string {
  const people = mainPeople(authors)
    .map((person) => nameOf(person, style))
    .filter((name) => name !== '')
  const shown = people.length === 3 ? 3 : 2
  const more = people.length - shown
  return [...people.slice(0, shown), ...(more > 0 ? [`+${more}`] : [])].join(', ')
}

/** The authors; who edited or translated only where there is no author. */
function mainPeople(authors: readonly Author[]): readonly Author[] {
  const main = authors.filter((person) => person.role === 'author')
  return main.length > 0 ? main : authors
}

function nameOf(person: Author, style: 'short' | 'full'): string {
  const { literal, family, given, suffix } = person
  if (literal) return literal
  if (style === 'short') return family ?? given ?? ''
  return [given, family, suffix].filter(Boolean).join(' ')
}
