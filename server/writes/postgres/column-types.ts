import { entityOf } from '../../../lib/schema/entities.ts'

/** The types of what every synced row has beside its entity's own columns. */
const HEAD: Readonly<Record<string, string>> = {
  ...{ owner_id: 'uuid', id: 'uuid', rev: 'bigint', clock: 'jsonb', lww: 'text' },
  ...{ created_at: 'timestamptz', updated_at: 'timestamptz', server_at: 'timestamptz' },
  deleted_at: 'timestamptz',
}

/** Columns of a table with their types, as a record is declared. */
export function typed(table: string, columns: readonly string[]): string {
  const own = entityOf(table)?.columns
  return columns.map((column) => `${column} ${HEAD[column] ?? own?.get(column)?.sql}`).join(', ')
}
