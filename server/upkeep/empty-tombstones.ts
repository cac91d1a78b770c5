import type { Pool } from 'pg'
import { entities } from '../../lib/schema/entities.ts'
import type { Entity } from '../../lib/schema/entity.ts'
import { tooOld } from './age.ts'
import { inBatches } from './in-batches.ts'

/**
 * Empties the rows that were deleted 90 days ago; answers how many. What a tombstone is for stays: its
 * id and what that is made of, that it is deleted, and what it was merged into.
 */
export async function emptyTombstones(
  pool: Pool,
  nowMs: number,
  signal?: AbortSignal,
): Promise<number> {
  let emptied = 0
  for (const declared of Object.values(entities)) {
    const entity = declared as unknown as Entity // every member is an Entity of its own fields
    if (entity.appendOnly) continue
    const values = [tooOld(nowMs), ['deleted_at', ...keptColumns(entity)]]
    emptied += await inBatches(pool, emptyingText(entity), values, signal)
  }
  return emptied
}

function keptColumns({ columns }: Entity): string[] {
  return [...columns].flatMap(([name, { access }]) => (access === 'open' ? [] : [name]))
}

/** A row whose clock has no stamp of what people write has been emptied before. */
function emptyingText(entity: Entity): string {
  const { table } = entity
  const emptied = [...entity.columns].flatMap(([name, field]) =>
    field.access === 'open' ? [`${name} = ${emptyValue(field)}`] : [],
  )
  return `UPDATE ${table} SET ${emptied.join(', ')}, clock = (
      SELECT coalesce(jsonb_object_agg(key, value), '{}') FROM jsonb_each(clock)
      WHERE key = ANY ($3::text[]))
    WHERE (owner_id, id) IN (
      SELECT owner_id, id FROM ${table}
      WHERE deleted_at IS NOT NULL AND server_at < $2 AND clock - $3::text[] <> '{}'
      LIMIT $1 FOR NO KEY UPDATE SKIP LOCKED)`
}

/** Null where a column may be; else what Postgres fills in, or nothing of its type. */
function emptyValue({ presence, sql }: { presence: string; sql: string }): string {
  if (presence === 'optional') return 'NULL'
  if (presence === 'fallback') return 'DEFAULT'
  return sql === 'jsonb' ? `'{}'` : `''`
}
