import type { StoredRow } from '../rules/rows.ts'

/** The columns by which two works are known to be one: data.md, Deleting, restoring, merging. */
export const IDENTIFIER_COLUMNS = ['doi', 'arxiv_id', 'pmid', 'isbn13'] as const

export type IdentifierColumn = (typeof IDENTIFIER_COLUMNS)[number]

/** What of a work tells it from others. */
type Identifiable = Readonly<Record<string, unknown>>

/** An identifier with its column's name before it, as it is looked up and locked. */
export type Identifier = `${IdentifierColumn}:${string}`

/** What is longer identifies nothing, and is not indexed: migration 0072. */
export const IDENTIFIER_LENGTH = 500

/** An identifier of a column, or undefined where its value is none. */
export function identifier(column: IdentifierColumn, value: unknown): Identifier | undefined {
  if (typeof value !== 'string' || value === '' || value.length > IDENTIFIER_LENGTH)
    return undefined
  return `${column}:${value}`
}

/** The values of one column among identifiers. */
export function valuesOf(identifiers: readonly Identifier[], column: IdentifierColumn): string[] {
  const head = `${column}:`
  return identifiers.flatMap((one) => (one.startsWith(head) ? one.slice(head.length) : []))
}

/** The identifiers of a work that make another work with one of them the same work. */
export function identifiersOf(work: Identifiable): Identifier[] {
  return IDENTIFIER_COLUMNS.flatMap((column): Identifier[] => {
    const named = identifier(column, work[column])
    return named === undefined || (column === 'isbn13' && !isWholeBook(work)) ? [] : [named]
  })
}

/** Whether two works share an identifier that makes them one. */
export function sameWork(one: Identifiable, other: Identifiable): boolean {
  const theirs = new Set(identifiersOf(other))
  return identifiersOf(one).some((identifier) => theirs.has(identifier))
}

/** The identifiers that a live work has since a batch wrote it: for these it may be a duplicate. */
export function gainedIdentifiers(before: StoredRow | undefined, after: StoredRow): Identifier[] {
  if (after.deleted_at !== null) return []
  const had = new Set(before === undefined || before.deleted_at ? [] : identifiersOf(before))
  return identifiersOf(after).filter((identifier) => !had.has(identifier))
}

/** A chapter or a paper carries the ISBN of the book that it is in. */
function isWholeBook({ csl_type, work_type }: Identifiable): boolean {
  if (typeof csl_type === 'string') return /^(?:book|collection|classic)$/.test(csl_type)
  return work_type === 'book' || work_type === 'textbook'
}
