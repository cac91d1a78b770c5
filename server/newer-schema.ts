import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import pg from 'pg'
import { CannotStart } from './cannot-start.ts'

const MIGRATIONS = join(import.meta.dirname, '../migrations')

/** Refuses a database that a newer version of this program has already changed for itself. */
export async function refuseNewerSchema(databaseUrl: string): Promise<void> {
  const known = new Set((await readdir(MIGRATIONS)).map((file) => basename(file, '.sql')))
  const unknown = (await appliedTo(databaseUrl)).filter((name) => !known.has(name))
  if (unknown.length === 0) return
  throw new CannotStart(
    `This library was written by a newer version (it has ${unknown[0]}): update this program, or set DATA_DIR or DATABASE_URL to another library.`,
  )
}

async function appliedTo(databaseUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const made = await client.query("SELECT to_regclass('migrations') AS made")
    if (made.rows[0]?.made === null) return []
    const { rows } = await client.query<{ name: string }>('SELECT name FROM migrations ORDER BY id')
    return rows.map(({ name }) => name)
  } finally {
    await client.end()
  }
}
