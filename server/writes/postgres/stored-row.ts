import { entityOf } from '../../../lib/schema/entities.ts'
import type { StoredRow } from '../rules/rows.ts'

const HEAD_INSTANTS = ['created_at', 'updated_at', 'server_at', 'deleted_at']

const instantsOf = new Map<string, string[]>()

/** A row as Postgres writes it in JSON, in the forms of the wire. Takes over the object. */
export function storedRow(table: string, json: Record<string, unknown>): StoredRow {
  for (const column of instantColumns(table)) {
    const instant = json[column]
    if (typeof instant === 'string') json[column] = new Date(instant).toISOString()
  }
  return json as StoredRow // row_to_json of a synced table; a test holds the columns to the schema
}

function instantColumns(table: string): string[] {
  const known = instantsOf.get(table)
  if (known !== undefined) return known
  const own = [...(entityOf(table)?.columns ?? [])]
    .filter(([, { sql }]) => sql === 'timestamp(3) with time zone')
    .map(([column]) => column)
  const columns = [...HEAD_INSTANTS, ...own]
  instantsOf.set(table, columns)
  return columns
}
