import type { Tuple } from '../wal/change.ts'

/** The part of every key of a table that names the table: `"schema"."table"`. */
export function keyHead(schema: string, table: string): string {
  const part = (name: string) => `"${name.replaceAll('.', '..').replaceAll('/', '//')}"`
  return `${part(schema)}.${part(table)}`
}

/** A row's key: the table, then each value of its primary key; `_` stands for null. */
export function rowKey(head: string, columns: readonly number[], row: Tuple): string {
  let key = head
  for (const column of columns) {
    const value = row[column] ?? null
    key += value === null ? '/_' : `/"${value.replaceAll('/', '//')}"`
  }
  return key
}
