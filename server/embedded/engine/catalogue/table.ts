import type { Relation } from '../wal/change.ts'

/** One column as shapes know it, in the order in which the stream sends its values. */
export interface Column {
  name: string
  typeOid: number
  typeMod: number
  /** Of an array, the type of its elements. */
  typeName: string
  dims: number
  notNull: boolean
  /** Place in the primary key, from 0. */
  keyPlace: number | undefined
  /** Whether values are equal exactly when their texts are. */
  comparesAsText: boolean
}

/** A table that shapes can be made of. */
export interface Table {
  oid: number
  schema: string
  name: string
  columns: readonly Column[]
  /** Which columns are its key, in the key's order; all of them where it has none. */
  key: readonly number[]
}

/** Whether the stream still describes the table as the catalogue did. */
export function matchesRelation(table: Table, relation: Relation): boolean {
  return (
    relation.oid === table.oid &&
    relation.full &&
    relation.schema === table.schema &&
    relation.name === table.name &&
    relation.columns.length === table.columns.length &&
    table.columns.every((column, index) => {
      const now = relation.columns[index]
      return (
        now?.name === column.name &&
        now.typeOid === column.typeOid &&
        now.typeMod === column.typeMod
      )
    })
  )
}
