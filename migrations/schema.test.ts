import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ACTIVITY_TYPES } from '../lib/schema/activity.ts'
import { ANNOTATION_KINDS } from '../lib/schema/annotation.ts'
import { ASSET_ROLES } from '../lib/schema/asset.ts'
import { CARD_TYPES } from '../lib/schema/card.ts'
import { CSL_TYPES } from '../lib/schema/csl-type.ts'
import { RELATIONS } from '../lib/schema/edge.ts'
import { entities, syncedTables } from '../lib/schema/entities.ts'
import type { Entity } from '../lib/schema/entity.ts'
import { shapeColumns } from '../lib/schema/wire.ts'
import { WORK_TYPES } from '../lib/schema/work.ts'
import { createDatabase, type TestDatabase } from '../server/testing/database.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createDatabase()
})

afterAll(() => database.drop())

/** What every synced row has beside its entity's own columns, and whether it may be null. */
const COMMON = {
  owner_id: ['uuid', true],
  id: ['uuid', true],
  rev: ['bigint', true],
  clock: ['jsonb', true],
  lww: ['text', true],
  created_at: ['timestamp(3) with time zone', true],
  updated_at: ['timestamp(3) with time zone', true],
  server_at: ['timestamp(3) with time zone', true],
  deleted_at: ['timestamp(3) with time zone', false],
} as const

async function columnsOf(table: string): Promise<Record<string, [string, boolean]>> {
  const { rows } = await database.pool.query(
    `SELECT attname, format_type(atttypid, atttypmod) AS type, attnotnull
     FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped`,
    [table],
  )
  return Object.fromEntries(rows.map((row) => [row.attname, [row.type, row.attnotnull]]))
}

describe.each(syncedTables)('%s', (table) => {
  const entity = entities[table] as unknown as Entity // a member of the catalogue is an Entity

  it('F64 B-30 migrated from empty, has exactly the columns of its schema', async () => {
    const declared = [...entity.columns].map(([name, { sql, presence }]) => [
      name,
      [sql, presence !== 'optional'],
    ])
    expect(await columnsOf(table)).toEqual({ ...COMMON, ...Object.fromEntries(declared) })
  })

  it('F64 fills in what the schema says where an insert is silent', async () => {
    const { rows } = await database.pool.query('SELECT default_row($1) AS row', [table])
    for (const [name, { fallback }] of entity.columns) {
      expect([name, rows[0].row[name]]).toEqual([name, fallback ?? null])
    }
  })

  it('has one key, the owner and the id, and no other unique index', async () => {
    const { rows } = await database.pool.query(
      `SELECT array(SELECT attname::text FROM unnest(indkey) AS k
         JOIN pg_attribute ON attrelid = indrelid AND attnum = k) AS columns
       FROM pg_index WHERE indrelid = $1::regclass AND indisunique`,
      [table],
    )
    expect(rows.map(({ columns }) => columns.sort())).toEqual([['id', 'owner_id']])
  })

  it('is streamed, with whole old rows, in the columns that shapes carry', async () => {
    const { pool } = database
    const identity = await pool.query(
      'SELECT relreplident FROM pg_class WHERE oid = $1::regclass',
      [table],
    )
    expect(identity.rows).toEqual([{ relreplident: 'f' }])
    const published = await pool.query(
      `SELECT attnames::text[] AS names FROM pg_publication_tables
       WHERE pubname = 'deeprecall_publication' AND tablename = $1`,
      [table],
    )
    expect(published.rows[0].names).toEqual(expect.arrayContaining(shapeColumns(entity)))
  })

  it('shows each owner its own rows alone, and lets nobody delete one', async () => {
    const { rows } = await database.pool.query(
      `SELECT relrowsecurity, has_table_privilege('deeprecall_app', oid, 'DELETE') AS deletes
       FROM pg_class WHERE oid = $1::regclass`,
      [table],
    )
    expect(rows).toEqual([{ relrowsecurity: true, deletes: false }])
  })
})

it('publishes the synced tables and nothing else', async () => {
  const { rows } = await database.pool.query(
    `SELECT tablename FROM pg_publication_tables WHERE pubname = 'deeprecall_publication'`,
  )
  expect(rows.map(({ tablename }) => tablename).sort()).toEqual([...syncedTables].sort())
})

describe('constraints', () => {
  /** What no row of any table can do without. */
  const FILLED = {
    ...{ title: 'T', name: 'N', front: 'F', schedule: {}, target: { type: 'pdf' }, before: {} },
    ...{ from_id: crypto.randomUUID(), to_id: crypto.randomUUID(), relation: 'cites' },
    ...{ card_id: crypto.randomUUID(), rating: 3, reviewed_at: '2026-01-01T00:00:00Z' },
  }

  /** Whether a row of a table, whole but for one column, is let in. */
  async function takes(table: string, column: string, value: unknown): Promise<boolean> {
    const { pool } = database
    const inserting = pool.query(
      `WITH o AS (INSERT INTO owners (name) VALUES (gen_random_uuid()) RETURNING id)
       INSERT INTO ${table} SELECT r.* FROM o, jsonb_populate_record(NULL::${table},
         default_row('${table}') || jsonb_build_object('id', gen_random_uuid(), 'owner_id', o.id,
           'rev', 1, 'lww', repeat('0', 16), 'created_at', now(), 'updated_at', now(),
           'server_at', now()) || $1) AS r`,
      [{ ...FILLED, [column]: value }],
    )
    return inserting.then(
      () => true,
      (error) => {
        expect(error.code).toBe('23514')
        return false
      },
    )
  }

  it.each([
    ['works', 'work_type', WORK_TYPES, ['', 'Paper', 'novel']],
    ['works', 'csl_type', CSL_TYPES, ['', 'paper']],
    ['works', 'kind', ['work'], ['asset']],
    ['works', 'title', ['T'], ['']],
    ['works', 'year', [-5000, 0, 3000], [-5001, 3001]],
    ['works', 'publishing_date', ['1999', '1999-12', '1999-12-31'], ['99', '1999-13', '1999-1']],
    ['works', 'color', ['#00ff7F'], ['red', '#fff', '#00ff7f0']],
    ['works', 'authors', [[]], [{}, 'x']],
    ['works', 'metadata', [{}], [[], 1]],
    ['works', 'lww', ['0123456789abcdef'], ['', '0123456789ABCDEF', '123']],
    ['assets', 'role', ASSET_ROLES, ['', 'cover']],
    ['assets', 'sha256', ['0123456789abcdef'.repeat(4)], ['', 'g'.repeat(64), 'A'.repeat(64)]],
    ['assets', 'bytes', [0, Number.MAX_SAFE_INTEGER], [-1]],
    ['assets', 'page_count', [1, 1_000_000], [0, 1_000_001]],
    ['activities', 'activity_type', ACTIVITY_TYPES, ['', 'study']],
    ['activities', 'title', ['T'], ['']],
    ['activities', 'participants', [[]], [{}, 'x']],
    ['activities', 'starts_on', ['1999', '1999-12', '1999-12-31'], ['99', '1999-13', '1999-1']],
    ['activities', 'ends_on', ['2026-02'], ['tomorrow']],
    ['collections', 'name', ['N'], ['']],
    ['collections', 'color', ['#00ff7F'], ['red']],
    ['edges', 'relation', RELATIONS, ['', 'Contains', 'likes']],
    ['edges', 'position', ['a0', 'Zz'], ['', 'a', '0a', 'a 0']],
    ['annotations', 'target', [{ type: 'pdf' }, { type: 'web' }], [{}, [], { type: 'epub' }]],
    ['annotations', 'annotation_kind', ANNOTATION_KINDS, ['', 'Note']],
    ['cards', 'card_type', CARD_TYPES, ['', 'basic']],
    ['cards', 'front', ['F'], ['']],
    ['cards', 'schedule', [{}], [[], 'x']],
    ['review_logs', 'rating', [], [0, 5]],
    ['review_logs', 'latency_ms', [], [-1]],
    ['review_logs', 'before', [], [[], 1]],
  ])('hold %s.%s to what its schema allows', async (table, column, good, bad) => {
    for (const value of good)
      expect([value, await takes(table, column, value)]).toEqual([value, true])
    for (const value of bad)
      expect([value, await takes(table, column, value)]).toEqual([value, false])
  })
})
