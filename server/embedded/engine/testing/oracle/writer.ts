import { randomBytes } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { pick, seeded } from './random.ts'
import { type OracleTable, OWNERS, TABLES } from './tables.ts'

const IDS = 400
const ROLLED_BACK = 0.15
const MAX_STATEMENTS = 7

type Statement = [sql: string, values: unknown[]]

/** Writes random transactions until the signal; gives how many were committed. */
export async function write(
  databaseUrl: string,
  seed: number,
  signal: AbortSignal,
): Promise<number> {
  const random = seeded(seed)
  let committed = 0
  while (!signal.aborted) {
    const client = new pg.Client({
      connectionString: databaseUrl,
      options: '-c deadlock_timeout=10ms',
    })
    client.on('error', () => undefined) // the database is being restarted; the queries fail too
    try {
      await client.connect()
      while (!signal.aborted) committed += (await transact(client, random)) ? 1 : 0
      await client.end()
    } catch {
      // Postgres is gone for the moment: what was open is rolled back there.
      await delay(20)
    }
  }
  return committed
}

async function transact(client: pg.Client, random: () => number): Promise<boolean> {
  await client.query('BEGIN')
  try {
    const count = 1 + Math.floor(random() * MAX_STATEMENTS)
    for (let index = 0; index < count; index++) await step(client, random)
    const kept = random() >= ROLLED_BACK
    await client.query(kept ? 'COMMIT' : 'ROLLBACK')
    return kept
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error
    await client.query('ROLLBACK') // a key that exists, or a deadlock
    return false
  }
}

/** Some statements run in a subtransaction, which has an id of its own, and may be taken back alone. */
async function step(client: pg.Client, random: () => number): Promise<void> {
  const nested = random() < 0.1
  if (nested) await client.query('SAVEPOINT nested')
  const [sql, values] = statement(random)
  await client.query(sql, values)
  if (nested && random() < 0.5) await client.query('ROLLBACK TO nested')
}

function statement(random: () => number): Statement {
  const table: OracleTable = pick(random, TABLES)
  const id = 1 + Math.floor(random() * IDS)
  const owner = pick(random, OWNERS)
  const text = `${Math.floor(random() * 1e6)}/"\\é漢`
  const here = `WHERE id = $1`
  return pick<() => Statement>(random, [
    () => [
      `INSERT INTO ${table} (owner_id, id, note) SELECT $2, n, $3 FROM generate_series($1::int, $1::int + 3) n ON CONFLICT DO NOTHING`,
      [id, owner, text],
    ],
    () => [`UPDATE ${table} SET note = $2 ${here}`, [id, text]],
    () => [`UPDATE ${table} SET flag = NOT flag WHERE id BETWEEN $1 AND $1 + 5`, [id]],
    () => [`UPDATE ${table} SET note = note ${here}`, [id]],
    () => [`UPDATE ${table} SET deleted_at = now() WHERE id BETWEEN $1 AND $1 + 2`, [id]],
    () => [`UPDATE ${table} SET deleted_at = NULL WHERE id BETWEEN $1 AND $1 + 8`, [id]],
    () => [`UPDATE ${table} SET owner_id = $2 ${here}`, [id, owner]],
    () => [`UPDATE ${table} SET id = id + $2 ${here}`, [id, IDS]],
    () => [`UPDATE ${table} SET id = id - $2 WHERE id = $1 + $2`, [id, IDS]],
    () => [`UPDATE ${table} SET "Big text" = $2 ${here}`, [id, randomBytes(8_000).toString('hex')]],
    () => [`DELETE FROM ${table} ${here}`, [id]],
  ])()
}
