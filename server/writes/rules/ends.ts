import { snakeCase } from '../../../lib/kit/case.ts'
import type { Entity } from '../../../lib/schema/entity.ts'

/** The table whose rows are merged into each other. */
export const MERGED_TABLE = 'works'

/** A column that holds the id of another row. */
export interface EndColumn {
  column: string
  table: string
  /** A foreign key: what it points to must be there. */
  required: boolean
}

/** What a change points to. */
export interface End extends EndColumn {
  id: string
}

const columnsOf = new WeakMap<Entity, EndColumn[]>()

/**
 * The columns of an entity that point to other rows. One that may point to any table counts as
 * pointing to works: those alone are ever merged, and nothing has to be there.
 */
export function endColumns(entity: Entity): EndColumn[] {
  const known = columnsOf.get(entity)
  if (known !== undefined) return known
  const parents = Object.entries(entity.parents ?? {}).map(([field, table]) => ({
    ...{ column: snakeCase(field), table: String(table), required: true },
  }))
  const refs = (entity.refs ?? []).map((field) => ({
    ...{ column: snakeCase(String(field)), table: MERGED_TABLE, required: false },
  }))
  const columns = [...parents, ...refs]
  columnsOf.set(entity, columns)
  return columns
}

/** What a change that writes these columns points to. */
export function endsOf(entity: Entity, whole: Readonly<Record<string, unknown>>): End[] {
  return endColumns(entity).flatMap((end) => {
    const id = whole[end.column]
    return typeof id === 'string' ? [{ ...end, id }] : []
  })
}

/** Whether a row whose id hangs on two things that it relates relates one to itself. */
export function isLoop(
  { identify, refs = [] }: Entity,
  row: Readonly<Record<string, unknown>>,
): boolean {
  const ends = refs.map((field) => row[snakeCase(String(field))])
  return identify !== undefined && new Set(ends).size < ends.length
}
