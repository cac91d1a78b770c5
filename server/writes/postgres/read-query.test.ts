import { afterAll, beforeAll, expect, it } from 'vitest'
import { createDatabase, type TestDatabase } from '../../testing/database.ts'
import { IDENTIFIER_COLUMNS } from '../merging/identifiers.ts'
import { readQuery } from './read-query.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createDatabase()
})

afterAll(() => database.drop())

it('looks an identifier up by its own index, also in a plan made while the table is empty', async () => {
  const owner = crypto.randomUUID()
  for (const column of IDENTIFIER_COLUMNS) {
    const query = readQuery(owner, { rows: [], identifiers: [`${column}:one`, `${column}:two`] })
    expect(await genericPlan(owner, query?.text ?? '')).toContain(`works_${column}`)
  }
})

/** The plan that is kept, whatever the parameters will be, by the rights that a batch has. */
async function genericPlan(owner: string, text: string): Promise<string> {
  const client = await database.pool.connect()
  try {
    await client.query(
      `BEGIN; SET LOCAL ROLE deeprecall_app; SET LOCAL app.owner = '${owner}'; SET LOCAL enable_seqscan = off`,
    )
    const plan = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN (GENERIC_PLAN) ${text}`)
    return plan.rows.map((row) => row['QUERY PLAN']).join('\n')
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
}
