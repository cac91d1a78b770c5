import type { SyncedTable } from '../schema/entities.ts'
import { restores, type WriteChange } from './change.ts'

/** A column and a value of it that tells a row from others. */
export interface Named {
  column: string
  value: string
}

/** The columns by whose values a row is recognised again (lib/capture/identity.ts). */
const COLUMNS: { [T in SyncedTable]?: readonly string[] } = {
  works: ['doi', 'arxiv_id', 'isbn13', 'pmid', 'url', 'canonical_url'],
}

export function identifierKey(table: SyncedTable, column: string, value: string): string {
  return `${table}.${column}:${value}`
}

/** What every change that brings a deleted row back is found by: what that row is called, the mirror knows. */
export const RESTORED: Named = { column: 'deleted_at', value: 'null' }

/** What a change is found by: of the values that it says, or that the server has answered with. */
export function identifiersOf({ table, op, payload, receipt }: WriteChange): {
  identifiers?: string[]
} {
  const columns = COLUMNS[table] ?? []
  const said = [payload, receipt?.row ?? {}].flatMap((row) =>
    columns.flatMap((column) => {
      const value = row[column]
      return typeof value === 'string' ? [identifierKey(table, column, value)] : []
    }),
  )
  const restored = columns.length > 0 && restores({ op, payload })
  const all = restored ? [...said, identifierKey(table, RESTORED.column, RESTORED.value)] : said
  return all.length === 0 ? {} : { identifiers: [...new Set(all)] }
}
