import type { PoolClient } from 'pg'
import type { RawRows } from './raw.ts'

/**
 * A batch as the predecessor applied it: in one transaction, for each change by itself, a savepoint,
 * a look at the row that is there (its time decided who wins), an upsert of all columns, and the end
 * of the savepoint.
 */
export async function applyAsPredecessor(
  client: PoolClient,
  { columns, rows }: RawRows,
): Promise<void> {
  const at = (name: string) => columns.indexOf(name)
  const upsert = upsertOf(columns)
  await client.query('BEGIN')
  await client.query(`SELECT set_config('app.user_id', $1, true)`, [rows[0]?.[at('owner_id')]])
  for (const [i, row] of rows.entries()) {
    await client.query(`SAVEPOINT sp_${i}`)
    const found = await client.query(
      'SELECT updated_at FROM works WHERE owner_id = $1 AND id = $2',
      [row[at('owner_id')], row[at('id')]],
    )
    const stored: Date | undefined = found.rows[0]?.updated_at
    const sent = row[at('updated_at')]
    if (stored === undefined || !(sent instanceof Date) || stored <= sent) {
      await client.query(upsert, row)
    }
    await client.query(`RELEASE SAVEPOINT sp_${i}`)
  }
  await client.query('COMMIT')
}

function upsertOf(columns: string[]): string {
  const values = columns.map((_column, i) => `$${i + 1}`).join(', ')
  const set = columns.map((column) => `${column} = excluded.${column}`).join(', ')
  return `INSERT INTO works (${columns.join(', ')}) VALUES (${values})
    ON CONFLICT (owner_id, id) DO UPDATE SET ${set}`
}
