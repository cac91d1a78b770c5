import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { createDatabase, type TestDatabase } from '../../../testing/database.ts'
import { DEFAULT_SETTINGS } from '../settings.ts'
import type { Change, Transaction } from './change.ts'
import { parseLsn } from './lsn.ts'
import { WalStream } from './stream.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createDatabase({ migrated: false })
  await database.pool.query(`
    CREATE TABLE seen (id int PRIMARY KEY, at timestamptz, bytes bytea, span interval, ratio float8, big text);
    ALTER TABLE seen ALTER COLUMN big SET STORAGE EXTERNAL;
    ALTER TABLE seen REPLICA IDENTITY FULL;
    CREATE TABLE keyed (id int PRIMARY KEY, note text);
    CREATE TABLE unseen (note text);
    CREATE PUBLICATION streamed FOR TABLE seen, keyed`)
})
beforeEach(() => database.pool.query('DELETE FROM seen'))
afterAll(() => database.drop())

/** A stream that runs, and what it brought so far. */
async function startStream() {
  const transactions: Transaction[] = []
  const idle: bigint[] = []
  const started = Promise.withResolvers<bigint>()
  const stopping = new AbortController()
  const { url: databaseUrl } = database
  const stream = new WalStream(
    { databaseUrl, publication: 'streamed', settings: DEFAULT_SETTINGS },
    {
      start: started.resolve,
      transaction: (transaction) => void transactions.push(transaction),
      idle: (lsn) => void idle.push(lsn),
    },
  )
  const ended = stream.run(stopping.signal)
  const lsn = await started.promise
  const changes = () => transactions.flatMap((one) => one.changes.filter(isOfRows))
  const stop = async () => {
    stopping.abort()
    await ended
  }
  return { lsn, transactions, changes, idle, ended, stop }
}

const isOfRows = (change: Change) => change.kind !== 'relation'

async function slots(): Promise<{ confirmed: string }[]> {
  const { rows } = await database.pool.query(
    'SELECT confirmed_flush_lsn AS confirmed FROM pg_replication_slots WHERE database = current_database()',
  )
  return rows
}

it('brings rows as Postgres prints them, whatever the database is set to', async () => {
  await database.pool.query(`DO $$ BEGIN EXECUTE format(
    'ALTER DATABASE %I SET timezone = ''Asia/Tokyo''; ALTER DATABASE %1$I SET bytea_output = escape;
     ALTER DATABASE %1$I SET intervalstyle = postgres', current_database()); END $$`)
  const stream = await startStream()
  const big = 'x'.repeat(9_000)
  await database.pool.query(
    `INSERT INTO seen VALUES (1, '2026-01-01 09:00+09', '\\xdeadbeef', '1 day 2 hours', 0.1, $1)`,
    [big],
  )
  await database.pool.query('UPDATE seen SET at = NULL')
  await database.pool.query('DELETE FROM seen')
  const row: (string | null)[] = [
    '1',
    '2026-01-01 00:00:00+00',
    '\\xdeadbeef',
    'P1DT2H',
    '0.1',
    big,
  ]
  const later = row.with(1, null)
  const oid = expect.any(Number)
  await expect.poll(stream.changes).toEqual([
    { kind: 'insert', oid, next: row },
    { kind: 'update', oid, old: row, next: later },
    { kind: 'delete', oid, old: later },
  ])
  await stream.stop()
})

it('brings transactions in the order of their commit, each whole', async () => {
  const stream = await startStream()
  const first = new pg.Client({ connectionString: database.url })
  await first.connect()
  await first.query('BEGIN; INSERT INTO seen (id) VALUES (1)')
  await database.pool.query('INSERT INTO seen (id) VALUES (2), (3)')
  await first.query('INSERT INTO seen (id) VALUES (4); COMMIT')
  await first.end()
  await expect.poll(() => stream.transactions.length).toBe(2)
  const ids = stream.transactions.map(({ changes }) =>
    changes.map((change) => (change.kind === 'insert' ? change.next[0] : change.kind)),
  )
  expect(ids).toEqual([
    ['relation', '2', '3'],
    ['1', '4'],
  ])
  const [a, b] = stream.transactions
  expect(a?.lsn).toBeLessThan(b?.lsn ?? 0n)
  expect(a?.lsn).toBeGreaterThanOrEqual(stream.lsn)
  expect(a?.xid).toBeGreaterThan(b?.xid ?? Number.POSITIVE_INFINITY)
  await stream.stop()
})

it('tells a truncation, and where rows change that it can not follow', async () => {
  const stream = await startStream()
  await database.pool.query('INSERT INTO keyed VALUES (1), (2)')
  await database.pool.query(`UPDATE keyed SET note = 'x' WHERE id = 1`)
  await database.pool.query('DELETE FROM keyed WHERE id = 2')
  await database.pool.query('TRUNCATE keyed, seen')
  await expect
    .poll(() =>
      stream
        .changes()
        .map(({ kind }) => kind)
        .slice(2),
    )
    .toEqual(['blind', 'blind', 'truncate'])
  await stream.stop()
})

it('acknowledges what is written elsewhere, so that no log piles up for it', async () => {
  const stream = await startStream()
  await database.pool.query(
    `INSERT INTO unseen SELECT repeat('x', 100) FROM generate_series(1, 1000)`,
  )
  const { rows } = await database.pool.query('SELECT pg_current_wal_lsn() AS lsn')
  const written = parseLsn(rows[0].lsn)
  await expect
    .poll(async () => parseLsn((await slots())[0]?.confirmed ?? '0/0') >= written)
    .toBe(true)
  expect(stream.idle.at(-1)).toBeGreaterThanOrEqual(written)
  await stream.stop()
})

it('leaves no slot behind', async () => {
  const stream = await startStream()
  expect(await slots()).toHaveLength(1)
  await stream.stop()
  await expect.poll(slots).toEqual([])
})

it('throws when its connection is cut', async () => {
  const stream = await startStream()
  const cut = expect(stream.ended).rejects.toThrow()
  await database.pool.query(
    'SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE database = current_database()',
  )
  await cut
})
