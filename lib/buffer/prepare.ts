import { snakeCase } from '../kit/case.ts'
import { entities } from '../schema/entities.ts'
import type { Entity } from '../schema/entity.ts'
import { PAYLOAD_VERSION } from '../wire/batch.ts'
import { entityKey, type NewChange } from './change.ts'
import type { Placeless } from './transaction.ts'

/** A new change as a row of the queue, but for its place. */
export function prepare(
  change: NewChange,
  payload: Record<string, unknown>,
  about: { clientId: string; nowMs: number; hlc: string },
): Placeless {
  return {
    id: change.id ?? crypto.randomUUID(),
    table: change.table,
    op: change.op,
    payload,
    created_at: about.nowMs,
    status: 'pending',
    retry_count: 0,
    net_attempts: 0,
    v: PAYLOAD_VERSION,
    client_id: about.clientId,
    hlc: about.hlc,
    entity: entityKey(change.table, String(payload.id)),
    ...(change.group === undefined ? {} : { group: change.group }),
    ...(change.base_rev === undefined ? {} : { base_rev: change.base_rev }),
    ...depsOf(change.table, payload),
  }
}

/** The rows that have to be on the server before this payload: what its foreign keys name. */
export function depsOf(
  table: NewChange['table'],
  payload: Record<string, unknown>,
): { deps?: string[] } {
  const { parents = {} } = entities[table] as unknown as Entity // every member is an Entity of its own fields
  const deps = Object.entries(parents).flatMap(([field, parentTable]) => {
    const id = payload[snakeCase(field)]
    return typeof id === 'string' && parentTable ? [entityKey(parentTable, id)] : []
  })
  return deps.length === 0 ? {} : { deps }
}
