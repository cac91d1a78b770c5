import type { Pool, PoolClient } from 'pg'

/** Rows of `works`, all columns, as parameters of a statement take them. */
export interface RawRows {
  columns: string[]
  rows: unknown[][]
}

const JSONB = 3802

/** The works of an owner, each column as Postgres has it, by their order in `ids`. */
export async function readRows(pool: Pool, ownerId: string, ids: string[]): Promise<RawRows> {
  const { rows, fields } = await pool.query({
    text: `SELECT works.* FROM unnest($2::uuid[]) WITH ORDINALITY AS wanted (id, place)
           JOIN works ON works.id = wanted.id AND owner_id = $1 ORDER BY place`,
    values: [ownerId, ids],
    rowMode: 'array',
  })
  if (rows.length !== ids.length) throw new Error('some works are missing')
  const texts = fields.map(({ dataTypeID }) => dataTypeID === JSONB)
  const asText = (row: unknown[]) =>
    row.map((value, i) => (texts[i] ? JSON.stringify(value) : value))
  return { columns: fields.map(({ name }) => name), rows: rows.map(asText) }
}

/** The same rows as another owner's. */
export function ownedBy(ownerId: string, { columns, rows }: RawRows): RawRows {
  const place = columns.indexOf('owner_id')
  return { columns, rows: rows.map((row) => row.with(place, ownerId)) }
}

/** One multi-row upsert in a transaction of its own: the least that writing these rows can take. */
export async function rawUpsert(client: PoolClient, { columns, rows }: RawRows): Promise<void> {
  const tuples = rows.map(
    (row, i) => `(${row.map((_value, k) => `$${i * row.length + k + 1}`).join(',')})`,
  )
  const set = columns.map((column) => `${column} = excluded.${column}`).join(', ')
  await client.query('BEGIN')
  await client.query(
    `INSERT INTO works (${columns.join(', ')}) VALUES ${tuples.join(', ')}
     ON CONFLICT (owner_id, id) DO UPDATE SET ${set}`,
    rows.flat(),
  )
  await client.query('COMMIT')
}

/** Writes rows in batches of a size, one after the other on one connection. */
export async function writeAll(
  pool: Pool,
  { columns, rows }: RawRows,
  size: number,
  write: (client: PoolClient, rows: RawRows) => Promise<void>,
): Promise<void> {
  const client = await pool.connect()
  try {
    for (const part of partsOf(rows, size)) await write(client, { columns, rows: part })
  } finally {
    client.release()
  }
}

export function upsertAll(pool: Pool, rows: RawRows, size: number): Promise<void> {
  return writeAll(pool, rows, size, rawUpsert)
}

/** A list cut into parts of a size. */
export function partsOf<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, i) =>
    list.slice(i * size, (i + 1) * size),
  )
}
