import { type Identifiable, type Identity, identities } from '../capture/identity.ts'
import { rowsOf } from '../electric/mirror-database.ts'
import { type Work, work } from '../schema/work.ts'
import { library, type OpenLibrary } from './library.ts'
import { foldFound } from './read.ts'

/** The work in the library that is the same one: by the surest identity that they share. */
export async function findSame(draft: Identifiable): Promise<Work | undefined> {
  const open = library()
  const wanted = identities(draft)
  const queued = await queuedWorks(open)
  const mirrored = await mirroredWorks(open, wanted)
  const candidates = [...queued.works, ...mirrored.filter((one) => !queued.ids.has(one.id))]
  for (const { field, value } of wanted) {
    const same = candidates.find((one) => one[field] === value)
    if (same) return same
  }
  return undefined
}

/** The works that the queue has changed, as they are now; read before the mirror (lib/repos/read.ts). */
async function queuedWorks({ buffer, mirror }: OpenLibrary) {
  const changes = await buffer.ofTable('works')
  const ids = new Set(changes.map((change) => String(change.payload.id)))
  const rows = (await rowsOf(mirror, 'works').bulkGet([...ids])).filter((row) => row !== undefined)
  return { ids, works: await foldFound({ buffer, mirror }, work, changes, rows) }
}

/** The works of the mirror that share a value, by one indexed look-up a field. */
async function mirroredWorks({ mirror }: OpenLibrary, wanted: Identity[]): Promise<Work[]> {
  const byField = Map.groupBy(wanted, ({ field }) => field)
  const found = await Promise.all(
    [...byField].map(([field, values]) =>
      rowsOf(mirror, 'works')
        .where(field)
        .anyOf(values.map(({ value }) => value))
        .toArray(),
    ),
  )
  return found.flat() as unknown as Work[] // the mirror holds works
}
