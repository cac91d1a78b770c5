import { rowsOf } from '../electric/mirror-database.ts'
import { live } from '../kit/live.ts'
import { settled } from '../overlay/settle.ts'
import { type SyncedTable, syncedTables } from '../schema/entities.ts'
import type { OpenLibrary } from './library.ts'

/** Forgets each applied change as soon as the mirror shows its effect. Answers how to stop. */
export function keepSettled(library: OpenLibrary): () => void {
  return live(
    () => settledPlaces(library),
    (places) => {
      if (places.length > 0) void library.buffer.prune(places)
    },
  )
}

async function settledPlaces(library: OpenLibrary): Promise<number[]> {
  return (await Promise.all(syncedTables.map((table) => settledIn(library, table)))).flat()
}

async function settledIn({ buffer, mirror }: OpenLibrary, table: SyncedTable): Promise<number[]> {
  const applied = (await buffer.ofTable(table)).filter((change) => change.status === 'applied')
  const ids = applied.map((change) => change.receipt?.canonical_id ?? String(change.payload.id))
  const rows = await rowsOf(mirror, table).bulkGet(ids)
  const revs = new Map(rows.flatMap((row) => (row ? [[row.id, row.rev]] : [])))
  const shape = await mirror.shapes.get(table)
  const { lsn = null, upToDateAt } = shape ?? {}
  return settled(applied, { revOf: (id) => revs.get(id), lsn, upToDateAt })
}
