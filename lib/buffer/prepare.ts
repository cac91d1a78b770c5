import { snakeCase } from '../kit/case.ts'
import { entities } from '../schema/entities.ts'
import type { Entity } from '../schema/entity.ts'
import { PAYLOAD_VERSION } from '../wire/batch.ts'
import { entityKey, type NewChange, type WriteChange } from './change.ts'

/** What the queue adds to a change before it knows its place and its clock. */
export type PreparedChange = Omit<WriteChange, 'seq' | 'hlc'>

/** A new change as a row of the queue, but for its place and its clock. */
export function prepare(
  change: NewChange,
  payload: Record<string, unknown>,
  about: { id: string; clientId: string; nowMs: number },
): PreparedChange {
  const deps = parentsOf(change.table, payload)
  return {
    id: change.id ?? about.id,
    table: change.table,
    op: change.op,
    payload,
    created_at: about.nowMs,
    status: 'pending',
    retry_count: 0,
    v: PAYLOAD_VERSION,
    client_id: about.clientId,
    entity: entityKey(change.table, String(payload.id)),
    ...(change.group === undefined ? {} : { group: change.group }),
    ...(change.base_rev === undefined ? {} : { base_rev: change.base_rev }),
    ...(deps.length === 0 ? {} : { deps }),
  }
}

function parentsOf(table: NewChange['table'], payload: Record<string, unknown>): string[] {
  const { parents = {} } = entities[table] as unknown as Entity // every member is an Entity of its own fields
  return Object.entries(parents).flatMap(([field, parentTable]) => {
    const id = payload[snakeCase(field)]
    return typeof id === 'string' && parentTable ? [entityKey(parentTable, id)] : []
  })
}
