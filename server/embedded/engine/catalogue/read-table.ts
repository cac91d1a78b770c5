import type { Pool } from 'pg'
import type { TableName } from '../protocol/names.ts'
import { quoteName } from '../protocol/names.ts'
import type { Column, Table } from './table.ts'

export type FoundTable = { ok: true; table: Table } | { ok: false; error: string }

const TABLE_SQL = `
  SELECT c.oid, c.relkind = 'r' AS ordinary, c.relreplident = 'f' AS whole,
         EXISTS (SELECT FROM pg_publication_tables p
                 WHERE p.pubname = $3 AND p.schemaname = $1 AND p.tablename = $2) AS published
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = $1 AND c.relname = $2`

/** The order is the stream's: by number, without dropped and generated columns. */
const COLUMNS_SQL = `
  SELECT a.attname, a.atttypid, a.atttypmod, a.attnotnull, a.attndims,
         coalesce(e.typname, t.typname) AS typname,
         array_position(i.indkey::int2[], a.attnum) AS key_place,
         coalesce(l.collisdeterministic, true) AS deterministic
  FROM pg_attribute a
  JOIN pg_type t ON t.oid = a.atttypid
  LEFT JOIN pg_type e ON e.oid = t.typelem AND t.typcategory = 'A'
  LEFT JOIN pg_collation l ON l.oid = a.attcollation
  LEFT JOIN pg_index i ON i.indrelid = a.attrelid AND i.indisprimary
  WHERE a.attrelid = $1 AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
  ORDER BY a.attnum`

/** Types whose equality is the equality of what Postgres prints. Not numeric (1.0 = 1.00) or char(n). */
const TEXT_EQUAL = new Set(
  'uuid int2 int4 int8 oid text varchar bool date timestamp timestamptz'.split(' '),
)

interface TableRow {
  oid: number
  ordinary: boolean
  whole: boolean
  published: boolean
}

interface ColumnRow {
  attname: string
  atttypid: number
  atttypmod: number
  attnotnull: boolean
  attndims: number
  typname: string
  key_place: number | null
  deterministic: boolean
}

/** Looks a table up; the sentence says why no shape can be made of it. */
export async function readTable(
  pool: Pool,
  publication: string,
  { schema, table }: TableName,
): Promise<FoundTable> {
  const found = await pool.query<TableRow>(TABLE_SQL, [schema, table, publication])
  const [row] = found.rows
  const name = `${quoteName(schema)}.${quoteName(table)}`
  if (row === undefined || !row.ordinary)
    return {
      ok: false,
      error: `Table ${name} does not exist. If the table name contains capitals or special characters you must quote it.`,
    }
  if (!row.published)
    return { ok: false, error: `Table ${name} is not in the publication ${publication}.` }
  if (!row.whole) return { ok: false, error: `Table ${name} needs REPLICA IDENTITY FULL.` }
  const columns = await pool.query<ColumnRow>(COLUMNS_SQL, [row.oid])
  return { ok: true, table: tableOf(row.oid, { schema, table }, columns.rows.map(columnOf)) }
}

function columnOf(row: ColumnRow): Column {
  return {
    name: row.attname,
    typeOid: row.atttypid,
    typeMod: row.atttypmod,
    typeName: row.typname,
    dims: row.attndims,
    notNull: row.attnotnull,
    // indkey counts from 0, and array_position of an int2vector follows its lower bound
    keyPlace: row.key_place ?? undefined,
    comparesAsText: row.attndims === 0 && row.deterministic && TEXT_EQUAL.has(row.typname),
  }
}

function tableOf(oid: number, { schema, table }: TableName, columns: Column[]): Table {
  const places = columns.map((column, index) => ({ index, place: column.keyPlace }))
  const keyed = places.filter(({ place }) => place !== undefined)
  keyed.sort((a, b) => (a.place ?? 0) - (b.place ?? 0))
  const key = (keyed.length > 0 ? keyed : places).map(({ index }) => index)
  return { oid, schema, name: table, columns, key }
}
