import { type MirrorRow, rowsOf } from '../electric/mirror-database.ts'
import { type Work, work } from '../schema/work.ts'
import { library, type OpenLibrary } from './library.ts'
import { readOne } from './read.ts'

/** The fields by which a work is known again, strongest first. */
export const IDENTITY_FIELDS = ['doi', 'arxivId', 'isbn13', 'pmid', 'canonicalUrl', 'url'] as const

export type Identity = { [F in (typeof IDENTITY_FIELDS)[number]]?: string | null | undefined }

/** The work in the library that is the same one: by the strongest identifier that they share. */
export async function findSame(draft: Identity): Promise<Work | undefined> {
  const open = library()
  for (const field of IDENTITY_FIELDS) {
    const value = draft[field]
    if (!value) continue
    for (const id of await candidates(open, field, value)) {
      const found = await readOne(open, work, id)
      if (found?.[field] === value) return found
    }
  }
  return undefined
}

/** Rows that may have this value: those of the mirror, and those that the queue has changed since. */
async function candidates(
  { buffer, mirror }: OpenLibrary,
  field: keyof Identity,
  value: string,
): Promise<Set<string>> {
  const queued = await buffer.ofTable('works')
  const mirrored: MirrorRow[] = await rowsOf(mirror, 'works').where(field).equals(value).toArray()
  return new Set([...mirrored.map((row) => row.id), ...queued.map((one) => String(one.payload.id))])
}
