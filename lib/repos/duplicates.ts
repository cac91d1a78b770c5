import { RESTORED } from '../buffer/identifiers.ts'
import { type Identifiable, type Identity, identities } from '../capture/identity.ts'
import { rowsOf } from '../electric/mirror-database.ts'
import { snakeCase } from '../kit/case.ts'
import { answeredRow } from '../overlay/settle.ts'
import { type Work, work } from '../schema/work.ts'
import { library, type OpenLibrary } from './library.ts'
import { readOne } from './read.ts'

/**
 * The work in the library that is the same one: by the surest identity that they share. It costs a few
 * indexed look-ups, however many works there are, or wait to be sent.
 */
export async function findSame(draft: Identifiable): Promise<Work | undefined> {
  const open = library()
  const wanted = identities(draft)
  const ids = new Set([...(await queuedIds(open, wanted)), ...(await mirroredIds(open, wanted))])
  const read = await Promise.all([...ids].map((id) => readOne(open, work, id)))
  const candidates = read.filter((one) => one !== undefined)
  for (const { field, value } of wanted) {
    const same = candidates.find((one) => one[field] === value)
    if (same) return same
  }
  return undefined
}

/** The works of which the queue says one of the values; read before the mirror (lib/repos/read.ts). */
async function queuedIds({ buffer }: OpenLibrary, wanted: readonly Identity[]): Promise<string[]> {
  const values = wanted.map(({ field, value }) => ({ column: snakeCase(field), value }))
  const changes = await buffer.naming('works', [...values, RESTORED])
  return changes.flatMap((change) => [String(change.payload.id), answeredRow(change)])
}

/** The works of the mirror that share a value, by one indexed look-up a field. */
async function mirroredIds({ mirror }: OpenLibrary, wanted: readonly Identity[]) {
  const byField = Map.groupBy(wanted, ({ field }) => field)
  const found = await Promise.all(
    [...byField].map(([field, values]) =>
      rowsOf(mirror, 'works')
        .where(field)
        .anyOf(values.map(({ value }) => value))
        .primaryKeys(),
    ),
  )
  return found.flat()
}
