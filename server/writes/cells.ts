import type { Entity } from '../../lib/schema/entity.ts'
import { fromWire, toWire } from '../../lib/schema/wire.ts'
import type { WireChange } from '../../lib/wire/batch.ts'
import type { SetPatch } from './rules/parts.ts'
import { sentenceOf } from './sentence.ts'

/** What a change writes, by how its columns merge, and the id of the row that it is about. */
export interface Cells {
  entity: string
  whole: Record<string, unknown>
  keys: Record<string, Record<string, unknown>>
  elements: Record<string, SetPatch>
}

export type ReadCells = { ok: true; cells: Cells } | { ok: false; error: string }

/** The payload of a change, held against its entity's schema. Nothing but its own columns is left. */
export function readCells(entity: Entity, change: WireChange): ReadCells {
  const schema = { insert: entity.insert, update: entity.patch, delete: entity.removal }[change.op]
  const read = schema.safeParse(fromWire(entity, change.payload))
  if (!read.success) return { ok: false, error: sentenceOf(read.error) }
  return { ok: true, cells: sortCells(entity, toWire(entity, read.data)) }
}

function sortCells(entity: Entity, payload: Record<string, unknown>): Cells {
  const { id: own, ...columns } = payload
  const cells: Cells = { entity: String(own), whole: {}, keys: {}, elements: {} }
  for (const [column, value] of Object.entries(columns)) {
    const merge = entity.columns.get(column)?.merge ?? 'whole'
    if (merge === 'elements') cells.elements[column] = setPatch(value)
    else if (merge === 'keys')
      cells.keys[column] = value as Record<string, unknown> // the schema has made it sure
    else cells.whole[column] = value
  }
  return cells
}

/** An insert's plain list means that each of its elements is added. */
function setPatch(value: unknown): SetPatch {
  if (Array.isArray(value)) return { add: value, remove: [] }
  return { add: [], remove: [], ...(value as Partial<SetPatch>) } // the schema has made it sure
}
