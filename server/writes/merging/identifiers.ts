import { arxivIdOf, doiOfArxiv } from '../../../lib/cite/arxiv.ts'
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

/**
 * The identifiers that a value of a column is; none where it says nothing. What names something on
 * arXiv, as its DOI does, is the arXiv id without its version as well.
 */
export function identifiersIn(column: IdentifierColumn, value: unknown): Identifier[] {
  if (typeof value !== 'string' || value === '' || value.length > IDENTIFIER_LENGTH) return []
  const itself: Identifier = `${column}:${value}`
  const arxivId = column === 'doi' || column === 'arxiv_id' ? arxivIdOf(value) : undefined
  return arxivId === undefined || arxivId === value ? [itself] : [itself, `arxiv_id:${arxivId}`]
}

/** Versions of what is on arXiv that a work is looked up by; ours are saved without. */
const VERSIONS = ['', 'v1', 'v2', 'v3', 'v4', 'v5', 'v6', 'v7', 'v8', 'v9']

/** What a column may hold of works that have one of these identifiers. */
export function valuesOf(identifiers: readonly Identifier[], column: IdentifierColumn): string[] {
  const own = valuesNamed(identifiers, column)
  if (column !== 'doi' && column !== 'arxiv_id') return own
  const onArxiv = valuesNamed(identifiers, 'arxiv_id').flatMap((id) =>
    VERSIONS.map((version) => (column === 'doi' ? doiOfArxiv(id) : id) + version),
  )
  return [...new Set([...own, ...onArxiv])]
}

function valuesNamed(identifiers: readonly Identifier[], column: IdentifierColumn): string[] {
  const head = `${column}:`
  return identifiers.flatMap((one) => (one.startsWith(head) ? one.slice(head.length) : []))
}

/** The identifiers of a work that make another work with one of them the same work. */
export function identifiersOf(work: Identifiable): Identifier[] {
  const named = IDENTIFIER_COLUMNS.flatMap((column) =>
    column === 'isbn13' && !isWholeBook(work) ? [] : identifiersIn(column, work[column]),
  )
  return [...new Set(named)]
}

/**
 * The identifiers that a live work has since a batch wrote it, or that the batch has named again: for
 * these it may be a duplicate. A server that merged nothing may have left duplicates behind.
 */
export function gainedIdentifiers(
  before: StoredRow | undefined,
  after: StoredRow,
  named: ReadonlySet<Identifier> = new Set(),
): Identifier[] {
  if (after.deleted_at !== null) return []
  const had = new Set(before === undefined || before.deleted_at ? [] : identifiersOf(before))
  return identifiersOf(after).filter((one) => !had.has(one) || named.has(one))
}

/** A chapter or a paper carries the ISBN of the book that it is in. */
function isWholeBook({ csl_type, work_type }: Identifiable): boolean {
  if (typeof csl_type === 'string') return /^(?:book|collection|classic)$/.test(csl_type)
  return work_type === 'book' || work_type === 'textbook'
}
