import { snakeCase } from '../../lib/kit/case.ts'
import type { Entity } from '../../lib/schema/entity.ts'
import type { Merge } from '../../lib/schema/field.ts'
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
export function readCells(of: Entity, { op, payload }: WireChange): ReadCells {
  const { fieldOf, columnOf } = namesOf(of)
  const data: Record<string, unknown> = {}
  for (const column of Object.keys(payload)) {
    const field = fieldOf.get(column)
    if (field !== undefined) data[field] = payload[column]
  }
  const schema = { insert: of.insert, update: of.patch, delete: of.removal }[op]
  const read = schema.safeParse(data)
  if (!read.success) return { ok: false, error: sentenceOf(read.error) }
  return { ok: true, cells: sortCells(columnOf, read.data) }
}

interface Column {
  column: string
  merge: Merge
}

/** A column of the wire → its field, and back; `id` and `deleted_at` are every entity's. */
interface Names {
  fieldOf: ReadonlyMap<string, string>
  columnOf: ReadonlyMap<string, Column>
}

const namesBy = new WeakMap<Entity, Names>()

/** Worked out once: it is asked for with every change. */
function namesOf(of: Entity): Names {
  const known = namesBy.get(of)
  if (known !== undefined) return known
  const columns = Object.entries(of.fields).map(
    ([field, { merge }]) => [field, { column: snakeCase(field), merge }] as const,
  )
  const columnOf = new Map<string, Column>(columns)
  columnOf.set('deletedAt', { column: 'deleted_at', merge: 'whole' })
  const fieldOf = new Map([...columnOf].map(([field, { column }]) => [column, field]))
  fieldOf.set('id', 'id')
  const names = { fieldOf, columnOf }
  namesBy.set(of, names)
  return names
}

function sortCells(columnOf: Names['columnOf'], data: object): Cells {
  const cells: Cells = { entity: '', whole: {}, keys: {}, elements: {} }
  for (const [field, value] of Object.entries(data)) {
    const of = columnOf.get(field)
    if (of === undefined)
      cells.entity = String(value) // what is no column is the id
    else if (of.merge === 'elements') cells.elements[of.column] = setPatch(value)
    else if (of.merge === 'keys')
      cells.keys[of.column] = value // the schema has made it sure
    else cells.whole[of.column] = value
  }
  return cells
}

/** An insert's plain list means that each of its elements is added. */
function setPatch(value: unknown): SetPatch {
  if (Array.isArray(value)) return { add: value, remove: [] }
  return { add: [], remove: [], ...(value as Partial<SetPatch>) } // the schema has made it sure
}
