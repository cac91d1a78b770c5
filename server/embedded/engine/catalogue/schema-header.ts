import type { Column, Table } from './table.ts'

type ColumnSchema = Record<string, string | number | boolean>

/** What Postgres adds to a declared length or precision (VARHDRSZ). */
const TYPE_MOD_HEAD = 4

/** The `electric-schema` header: what the client needs to parse each column's text. */
export function schemaHeader(table: Table, names: readonly string[]): string {
  const schema: Record<string, ColumnSchema> = {}
  for (const column of table.columns) {
    if (names.includes(column.name)) schema[column.name] = columnSchema(column)
  }
  return JSON.stringify(schema)
}

function columnSchema(column: Column): ColumnSchema {
  return {
    type: column.typeName,
    ...(column.dims > 0 && { dims: column.dims }),
    ...(column.keyPlace !== undefined && { pk_index: column.keyPlace }),
    ...(column.notNull && { not_null: true }),
    ...sizeOf(column),
  }
}

/** How each type packs its modifier: src/backend/utils/adt of PostgreSQL. */
function sizeOf({ typeName, typeMod }: Column): ColumnSchema {
  if (typeMod < 0) return {}
  const size = typeMod - TYPE_MOD_HEAD
  switch (typeName) {
    case 'bpchar':
      return { length: size }
    case 'varchar':
      return { max_length: size }
    case 'bit':
      return { length: typeMod }
    case 'varbit':
      return { max_length: typeMod }
    case 'numeric':
      return { precision: (size >> 16) & 0xffff, scale: ((size & 0x7ff) ^ 1024) - 1024 }
    case 'time':
    case 'timetz':
    case 'timestamp':
    case 'timestamptz':
      return { precision: typeMod }
    default:
      return {}
  }
}
