import { randomUUID } from 'node:crypto'
import type { Entity } from '../../../../lib/schema/entity.ts'
import { work } from '../../../../lib/schema/work.ts'
import { freshRow } from '../../rules/fresh-row.ts'
import type { StoredRow } from '../../rules/rows.ts'
import type { Stamp } from '../../rules/stamps.ts'
import { at } from '../../testing/changes.ts'

const OWNER = randomUUID()

/** A stamp that a device left some milliseconds after now. */
export function stamp(offsetMs: number, client = 'a', seq = 1): Stamp {
  return { hlc: at(offsetMs), client, seq, rev: 1 }
}

/** A stored row of an entity whose columns were all written at one moment. */
export function storedRow(
  of: unknown,
  columns: Record<string, unknown>,
  { offsetMs = 0, client = 'a' } = {},
): StoredRow {
  const entity = of as Entity // an Entity of its own fields
  const clock = Object.entries(columns).map(([column, value]) => {
    const merge = entity.columns.get(column)?.merge ?? 'whole'
    const parts = Array.isArray(value) ? value : Object.keys(value ?? {})
    const one = stamp(offsetMs, client)
    return [column, merge === 'whole' ? one : Object.fromEntries(parts.map((part) => [part, one]))]
  })
  const created_at = new Date(Date.UTC(2026, 0, 1) + offsetMs).toISOString()
  return {
    ...freshRow(entity, OWNER, randomUUID()),
    ...{ rev: 1, lww: at(offsetMs), created_at, updated_at: created_at, server_at: created_at },
    ...columns,
    clock: Object.fromEntries(clock.filter(([column]) => column !== 'id')),
  }
}

/** A stored work. */
export const storedWork = (
  columns: Record<string, unknown>,
  by: { offsetMs?: number; client?: string } = {},
): StoredRow => storedRow(work, { title: 'T', ...columns }, by)
