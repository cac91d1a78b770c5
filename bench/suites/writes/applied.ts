import type { Pool } from 'pg'
import type { WireChange } from '../../../lib/wire/batch.ts'
import { applyBatch } from '../../../server/writes/batch.ts'
import { postgresStore } from '../../../server/writes/postgres-store.ts'
import { partsOf } from './raw.ts'

/** Applies changes as the route does, in batches of a size, one after the other; all must get in. */
export async function applyAll(
  pool: Pool,
  ownerId: string,
  changes: readonly WireChange[],
  size: number,
): Promise<void> {
  const store = postgresStore(pool)
  for (const batch of partsOf(changes, size)) {
    const { applied, errors = [] } = await applyBatch(store, ownerId, batch, Date.now())
    if (applied.length !== batch.length) throw new Error(`refused: ${JSON.stringify(errors[0])}`)
  }
}

/** The ids of the rows that changes are about. */
export function entitiesOf(changes: readonly WireChange[]): string[] {
  return changes.map(({ payload }) => String(payload.id))
}
