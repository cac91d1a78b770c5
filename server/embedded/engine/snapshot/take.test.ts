import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createDatabase, type TestDatabase } from '../../../testing/database.ts'
import { readTable } from '../catalogue/read-table.ts'
import { parseRequest } from '../protocol/request.ts'
import { define } from '../shape/definition.ts'
import { Shape } from '../shape/shape.ts'
import { viewOf } from '../shape/view.ts'
import { SnapshotChunks } from './chunks.ts'
import { takeSnapshot } from './take.ts'

let database: TestDatabase
/** As the engine's own: a copy is no query, and can't go down a pipelined connection. */
let pool: pg.Pool

beforeAll(async () => {
  database = await createDatabase({ migrated: false })
  pool = new pg.Pool({ connectionString: database.url })
  // A copy that is given up takes its connection with it.
  pool.on('connect', (client) => client.on('error', () => undefined))
  await database.pool.query(`
    CREATE TABLE notes (id int PRIMARY KEY, note text);
    ALTER TABLE notes REPLICA IDENTITY FULL;
    CREATE PUBLICATION taken FOR TABLE notes`)
})
afterAll(async () => {
  await pool.end()
  await database.drop()
})

async function openShape(): Promise<Shape> {
  const found = await readTable(database.pool, 'taken', { schema: 'public', table: 'notes' })
  if (!found.ok) throw new Error(found.error)
  const parsed = parseRequest(new URLSearchParams({ table: 'notes', offset: '-1' }))
  if (!parsed.ok) throw new Error('the request is wrong')
  const defined = define(parsed.request, found.table)
  if (!defined.ok) throw new Error('the shape has no definition')
  const { definition } = defined
  return new Shape('h', definition, viewOf(definition, []), new SnapshotChunks(1_000_000))
}

async function rowsOf(shape: Shape): Promise<unknown[]> {
  const parts: Buffer[] = []
  for await (const part of shape.snapshot.read(0)) parts.push(part)
  return JSON.parse(`[${Buffer.concat(parts)}]`)
}

it('waits for a commit that the stream has brought before others may see it', async () => {
  const writer = new pg.Client({ connectionString: database.url })
  await writer.connect()
  await writer.query(`BEGIN; INSERT INTO notes VALUES (1, 'late')`)
  const { rows } = await writer.query('SELECT pg_current_xact_id()::xid::text AS xid')
  const shape = await openShape()
  const taken = takeSnapshot(pool, shape, [Number(rows[0].xid)])
  let joined = false
  void shape.joined.then(() => {
    joined = true
  })
  await database.pool.query('SELECT pg_sleep(0.05)')
  expect(joined).toBe(false)
  await writer.query('COMMIT')
  await writer.end()
  await taken
  expect(await rowsOf(shape)).toMatchObject([{ value: { id: '1', note: 'late' } }, {}])
})

it('lets go of its connection when nobody wants the shape any more', async () => {
  await database.pool.query(
    `INSERT INTO notes SELECT n, repeat('x', 500) FROM generate_series(2, 60000) n`,
  )
  const shape = await openShape()
  const taken = takeSnapshot(pool, shape, [])
  await shape.joined
  shape.end()
  await expect(taken).rejects.toThrow()
  expect(pool.idleCount).toBe(pool.totalCount)
})
