import { entities } from '../../../lib/schema/entities.ts'
import type { Entity } from '../../../lib/schema/entity.ts'
import { fromWire } from '../../../lib/schema/wire.ts'
import { endColumns, MERGED_TABLE } from '../rules/ends.ts'
import type { StoredRow } from '../rules/rows.ts'

/** An entity with columns that may hold ids of works. */
export interface Pointer {
  table: string
  entity: Entity
  columns: string[]
  /** Whether the row's own id hangs on what it points to. */
  derived: boolean
}

/** Every entity that may point to a work: by a foreign key, or as an end of any kind. */
export const POINTERS: readonly Pointer[] = Object.values(entities).flatMap((declared) => {
  const entity = declared as unknown as Entity // every member is an Entity of its own fields
  const ends = endColumns(entity).filter(({ table }) => table === MERGED_TABLE)
  if (ends.length === 0) return []
  const columns = ends.map(({ column }) => column)
  const derived = entity.identify !== undefined && ends.some(({ required }) => !required)
  return [{ table: entity.table, entity, columns, derived }]
})

/** The row, pointing to what stands for its ends now; its id follows where it hangs on them. */
export function pointed(
  { entity, columns, derived }: Pointer,
  row: StoredRow,
  standsFor: (id: string) => string,
): StoredRow {
  const ends = columns.map((column) => {
    const id = row[column]
    return [column, typeof id === 'string' ? standsFor(id) : id]
  })
  const moved: StoredRow = { ...row, ...Object.fromEntries(ends) }
  if (!derived || entity.identify === undefined) return moved
  const data = fromWire(entity, moved) as Parameters<typeof entity.identify>[0] // a stored row has what an insert must have
  return { ...moved, id: entity.identify(data) }
}
