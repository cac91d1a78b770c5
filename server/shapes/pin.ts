import { entityOf } from '../../lib/schema/entities.ts'
import { shapeColumns } from '../../lib/schema/wire.ts'

/** What a client may say of how it reads; which rows it gets is never among it. */
const FORWARDED = ['offset', 'handle', 'live', 'cursor', 'log', 'expired_handle', 'cache-buster']

export type Pinned = { ok: true; params: URLSearchParams } | { ok: false; reason: string }

/**
 * The parameters of a shape as we ask for it: table and columns from the catalogue, the owner's live
 * rows. What a client says of rows or columns is not looked at.
 */
export function pinShape(asked: URLSearchParams, ownerId: string): Pinned {
  const repeated = [...new Set(asked.keys())].find((name) => asked.getAll(name).length > 1)
  if (repeated !== undefined)
    return { ok: false, reason: 'A parameter of a shape may be given only once.' }
  const entity = entityOf(asked.get('table') ?? '')
  if (entity === undefined) return { ok: false, reason: 'There is no shape of that table.' }
  const params = new URLSearchParams()
  for (const name of FORWARDED) {
    const value = asked.get(name)
    if (value !== null) params.set(name, value)
  }
  params.set('table', entity.table)
  params.set('columns', shapeColumns(entity).join(','))
  params.set('where', '"owner_id" = $1 AND "deleted_at" IS NULL')
  params.set('params[1]', ownerId)
  return { ok: true, params }
}
