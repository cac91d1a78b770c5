import { type Identifiable, type Identity, identities } from '../capture/identity.ts'
import { rowsOf } from '../electric/mirror-database.ts'
import { type Work, work } from '../schema/work.ts'
import { library, type OpenLibrary } from './library.ts'
import { readOne } from './read.ts'

/** The work in the library that is the same one: by the surest identity that they share. */
export async function findSame(draft: Identifiable): Promise<Work | undefined> {
  const open = library()
  for (const identity of identities(draft)) {
    for (const id of await candidates(open, identity)) {
      const found = await readOne(open, work, id)
      if (found?.[identity.field] === identity.value) return found
    }
  }
  return undefined
}

/** Rows that may have this identity: those of the mirror, and those that the queue has changed since. */
async function candidates({ buffer, mirror }: OpenLibrary, { field, value }: Identity) {
  const queued = await buffer.ofTable('works')
  const mirrored = await rowsOf(mirror, 'works').where(field).equals(value).toArray()
  return new Set([...mirrored.map((row) => row.id), ...queued.map((one) => String(one.payload.id))])
}
