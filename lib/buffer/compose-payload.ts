import { entityOf } from '../schema/entities.ts'
import type { SetPatch } from '../schema/entity.ts'
import type { Merge } from '../schema/field.ts'
import type { WriteChange } from './change.ts'

type Said = Pick<WriteChange, 'table' | 'op' | 'payload'>
type Keys = Record<string, unknown>

/**
 * One payload that does what two do, one after the other: by whole columns, by the elements of sets,
 * by the keys of objects. An insert stays one: what a later patch takes away is not in it.
 */
export function composePayload(earlier: Said, later: Said): Record<string, unknown> {
  const columns = entityOf(earlier.table)?.columns
  const inserted = earlier.op === 'insert'
  const payload = { ...earlier.payload }
  for (const [column, value] of Object.entries(later.payload)) {
    if (column === 'deleted_at' && inserted) continue // a row that is made is not deleted
    const merge = columns?.get(column)?.merge ?? 'whole'
    payload[column] = composed(merge, payload[column], value, inserted)
  }
  return payload
}

function composed(merge: Merge, old: unknown, value: unknown, inserted: boolean): unknown {
  switch (merge) {
    case 'whole':
      return value
    case 'elements':
      return composedSet(old, value as SetPatch | string[], inserted) // the schema let nothing else in
    case 'keys':
      return composedKeys(old as Keys | undefined, value as Keys, inserted) // the schema let nothing else in
    default:
      return merge satisfies never
  }
}

function composedSet(old: unknown, value: SetPatch | string[], inserted: boolean) {
  const { add = [], remove = [] } = Array.isArray(value) ? { add: value } : value
  const gone = new Set(remove)
  const stays = (list: readonly string[]) => list.filter((one) => !gone.has(one))
  if (inserted) return [...new Set([...stays((old ?? []) as string[]), ...add])] // an insert carries a list
  const before = (old ?? {}) as SetPatch // an update carries a patch
  const added = new Set([...stays(before.add ?? []), ...add])
  const removed = new Set([...(before.remove ?? []), ...remove].filter((one) => !added.has(one)))
  return { add: [...added], remove: [...removed] }
}

function composedKeys(old: Keys = {}, value: Keys, inserted: boolean): Keys {
  const entries = Object.entries({ ...old, ...value })
  return Object.fromEntries(inserted ? entries.filter(([, one]) => one !== null) : entries)
}
