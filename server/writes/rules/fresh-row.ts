import type { Entity } from '../../../lib/schema/entity.ts'
import type { StoredRow } from './rows.ts'

/** Nobody's time: what a row holds before its first change is applied. */
const NEVER = '1970-01-01T00:00:00.000Z'

const defaultsOf = new WeakMap<Entity, Record<string, unknown>>()

/** A row with nothing set but what its schema fills in. */
export function freshRow(entity: Entity, ownerId: string, id: string): StoredRow {
  return {
    ...{ owner_id: ownerId, id },
    ...defaults(entity),
    ...{ rev: 0, clock: {}, lww: '', deleted_at: null },
    ...{ created_at: NEVER, updated_at: NEVER, server_at: NEVER },
  }
}

function defaults(entity: Entity): Record<string, unknown> {
  const known = defaultsOf.get(entity)
  if (known !== undefined) return known
  const columns = [...entity.columns].map(([name, { fallback }]) => [name, fallback ?? null])
  const made = Object.fromEntries(columns)
  defaultsOf.set(entity, made)
  return made
}
