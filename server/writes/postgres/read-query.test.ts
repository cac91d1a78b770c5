import { afterAll, beforeAll, expect, it } from 'vitest'
import { ownerNamed } from '../../auth/owner-named.ts'
import { createDatabase, type TestDatabase } from '../../testing/database.ts'
import { IDENTIFIER_COLUMNS, type Identifier } from '../merging/identifiers.ts'
import { readQuery } from './read-query.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createDatabase()
})

afterAll(() => database.drop())

const TEN = Array.from({ length: 10 }, (_, n) => String(n))

it.each([0, 100, 3000])(
  'looks identifiers up by their own index, where Postgres knows nothing yet of %i works',
  async (count) => {
    const owner = await ownerWithWorks(count)
    for (const column of IDENTIFIER_COLUMNS) {
      const identifiers = TEN.map((value): Identifier => `${column}:${value}`)
      const plan = await planOf(owner, readQuery(owner, { rows: [], identifiers }))
      expect(plan).toContain(`works_${column}`)
      expect(plan).not.toContain('works_pkey')
    }
  },
)

/** An owner of works of which Postgres has no statistics yet. */
async function ownerWithWorks(count: number): Promise<string> {
  const { id } = await ownerNamed(database.pool, `owner of ${count}`)
  await database.pool.query(
    `INSERT INTO works (owner_id, id, title, doi, rev, lww, created_at, updated_at, server_at)
     SELECT $1, gen_random_uuid(), 'A work', '10.5000/' || n, 1, '0000000000000000', now(), now(), now()
     FROM generate_series(1, $2) AS n`,
    [id, count],
  )
  return id
}

/** The plan that Postgres makes with the rights that a batch has. */
async function planOf(owner: string, query: ReturnType<typeof readQuery>): Promise<string> {
  const client = await database.pool.connect()
  try {
    await client.query(
      `BEGIN; SET LOCAL ROLE deeprecall_app; SET LOCAL app.owner = '${owner}'; SET LOCAL enable_seqscan = off`,
    )
    const plan = await client.query<{ 'QUERY PLAN': string }>(
      `EXPLAIN ${query?.text}`,
      query?.values,
    )
    return plan.rows.map((row) => row['QUERY PLAN']).join('\n')
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
}
