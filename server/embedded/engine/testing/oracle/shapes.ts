import type { Pool } from 'pg'
import { pick } from './random.ts'
import { type OracleTable, OWNERS, TABLES } from './tables.ts'

/** A shape's request, and the query whose rows it must hold. */
export interface OracleShape {
  params: {
    table: string
    columns: string[]
    replica: 'default' | 'full'
    where?: string
    params?: string[]
  }
  table: OracleTable
  columns: readonly string[]
  sql: string
  values: string[]
}

const COLUMNS = ['Big text', 'deleted_at', 'flag', 'id', 'note', 'owner_id']
const WHERES = [
  '"owner_id" = $1 AND "deleted_at" IS NULL',
  'owner_id = $1',
  'deleted_at IS NULL',
  undefined,
] as const

/** A shape of one of the tables, as it comes. */
export function randomShape(random: () => number): OracleShape {
  const table = pick(random, TABLES)
  const where = random() < 0.6 ? WHERES[0] : pick(random, WHERES)
  const columns = random() < 0.5 ? COLUMNS : COLUMNS.filter((name) => name !== 'Big text')
  const owner = pick(random, OWNERS)
  const values = where?.includes('$1') ? [owner] : []
  return {
    table,
    columns,
    sql: `SELECT ${columns.map((name) => `"${name}"`)} FROM ${table}${where ? ` WHERE ${where}` : ''}`,
    values,
    params: {
      table,
      columns: [...columns],
      replica: random() < 0.3 ? 'full' : 'default',
      ...(where && { where }),
      ...(values.length > 0 && { params: [owner] }),
    },
  }
}

/** The rows that the shape must hold, one text each, sorted. */
export async function expectedRows(pool: Pool, shape: OracleShape): Promise<string[]> {
  const { rows } = await pool.query<Record<string, unknown>>(shape.sql, shape.values)
  return rows.map((row) => rowText(row, shape)).sort()
}

/** A row as one text, the same for the client's values and for pg's. */
export function rowText(row: Record<string, unknown>, { columns }: OracleShape): string {
  return JSON.stringify(columns.map((name) => comparable(name, row[name])))
}

function comparable(name: string, value: unknown): unknown {
  if (name !== 'deleted_at' || value === null) return value
  return value instanceof Date ? value.getTime() : Date.parse(String(value))
}
