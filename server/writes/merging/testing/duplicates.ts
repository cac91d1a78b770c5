import { randomUUID } from 'node:crypto'
import { edgeId } from '../../../../lib/schema/edge.ts'
import type { WireChange } from '../../../../lib/wire/batch.ts'
import { change, device, insert, update } from '../../testing/changes.ts'
import type { Library } from '../../testing/library.ts'

/** When the first work of a test is made, in epoch milliseconds: the earlier made one survives. */
export const EARLY = Date.parse('2026-01-01T00:00:00Z')

/** Saves works that all have one DOI of their own. */
export function savingWith(doi = `10.1/${randomUUID()}`) {
  return (columns: object = {}, createdAtMs = EARLY, more: Partial<WireChange> = {}) => {
    const payload = { id: randomUUID(), title: 'T', doi, ...columns }
    return insert(payload, { ...device()(-1000), created_at: createdAtMs, ...more })
  }
}

export const idOf = ({ payload }: WireChange): string => String(payload.id)

/** A change of another table, by a device of its own. */
export const on = (
  table: string,
  op: WireChange['op'],
  payload: WireChange['payload'],
  offsetMs = 0,
): WireChange => change(op, { table, payload, ...device()(offsetMs) })

/** Puts a work into a collection. */
export function putting(collection: string, workId: string): WireChange {
  const ends = { from_id: collection, to_id: workId, relation: 'contains' }
  const id = edgeId('contains', collection, workId)
  return on('edges', 'insert', { id, ...ends, position: 'a0' }, -900)
}

/** Takes a work out of the one that it was merged into. */
export const undoing = (id: string, offsetMs = 10): WireChange =>
  update({ id, deleted_at: null, merged_into: null }, device()(offsetMs))

export async function liveWorks(of: Library): Promise<Record<string, unknown>[]> {
  const { rows } = await of.database.pool.query(
    'SELECT to_jsonb(w) AS row FROM works w WHERE owner_id = $1 AND deleted_at IS NULL ORDER BY id',
    [of.ownerId],
  )
  return rows.map(({ row }) => row)
}

/** Saves two works of which the second is merged into the first. */
export async function mergedIn(library: Library, columns: object = {}) {
  const saving = savingWith()
  const [first, second] = [saving({ notes: 'a' }), saving(columns, EARLY + 1)]
  await library.apply([first])
  await library.apply([second])
  return { survivor: idOf(first), loser: idOf(second), saving }
}
