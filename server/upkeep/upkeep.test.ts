import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { entities } from '../../lib/schema/entities.ts'
import { createLog } from '../log.ts'
import { change, device, insert, NOW_MS, remove, update } from '../writes/testing/changes.ts'
import { type Library, openLibrary } from '../writes/testing/library.ts'
import { KEPT_DAYS } from './age.ts'
import { emptyMerges } from './empty-merges.ts'
import { emptyTombstones } from './empty-tombstones.ts'
import { BATCH_ROWS, inBatches } from './in-batches.ts'
import { pruneLedger } from './prune-ledger.ts'
import { startUpkeep } from './start-upkeep.ts'

const LATER_MS = NOW_MS + KEPT_DAYS * 24 * 60 * 60 * 1000
const log = createLog('silent')

let library: Library

beforeAll(async () => {
  library = await openLibrary()
})
beforeEach(async () => {
  library = await library.another()
})
afterAll(() => library.database.drop())

const pool = () => library.database.pool

async function ledgerSize(): Promise<number> {
  const { rows } = await pool().query(
    'SELECT count(*)::int AS size FROM write_log WHERE owner_id = $1',
    [library.ownerId],
  )
  return rows[0].size
}

/** As many rows of the ledger as anything is, written at one moment. */
async function fillLedger(count: number): Promise<void> {
  await pool().query(
    `INSERT INTO write_log (owner_id, change_id, payload_hash, outcome, server_at)
     SELECT $1, gen_random_uuid(), sha256(''), 'applied', $2 FROM generate_series(1, $3)`,
    [library.ownerId, new Date(NOW_MS), count],
  )
}

describe('the ledger', () => {
  it('is kept for 90 days, and pruned to the last row of it after them', async () => {
    await fillLedger(BATCH_ROWS * 2 + 1)
    await library.tell(insert({ id: randomUUID(), title: 'T' }), NOW_MS + 1)
    expect(await pruneLedger(pool(), LATER_MS)).toBe(0)
    expect(await pruneLedger(pool(), LATER_MS + 1)).toBe(BATCH_ROWS * 2 + 1)
    expect(await ledgerSize()).toBe(1)
  })

  it('is left to the one server that is at it', async () => {
    await fillLedger(1)
    const other = await pool().connect()
    try {
      await other.query('BEGIN')
      await other.query('SELECT pg_advisory_xact_lock($1)', [0x75706b656570])
      expect(await pruneLedger(pool(), LATER_MS + 1)).toBe(0)
    } finally {
      await other.query('ROLLBACK')
      other.release()
    }
    expect(await pruneLedger(pool(), LATER_MS + 1)).toBe(1)
  })

  it('is pruned no further where the server stops', async () => {
    await fillLedger(1)
    expect(await pruneLedger(pool(), LATER_MS + 1, AbortSignal.abort())).toBe(0)
  })
})

describe('a tombstone', () => {
  it('is emptied after 90 days but for its id, its times and its deletedness', async () => {
    const [live, dead] = [randomUUID(), randomUUID()]
    const columns = { title: 'Secret', topics: ['secret'], metadata: { k: 'secret' }, year: 1 }
    const dev = device()
    await library.apply([
      insert({ id: live, ...columns }, dev(1)),
      insert({ id: dead, ...columns }, dev(2)),
      remove(dead, dev(3)),
    ])
    const before = await library.row(dead)
    expect(await emptyTombstones(pool(), LATER_MS)).toBe(0)
    expect(await emptyTombstones(pool(), LATER_MS + 1)).toBe(1)
    const after = await library.row(dead)
    expect(JSON.stringify(after)).not.toMatch(/secret/i)
    const { rev, lww, created_at, deleted_at, merged_into } = before ?? {}
    expect(after).toMatchObject({ rev, lww, created_at, deleted_at, merged_into, year: null })
    expect(Object.keys(Object(after?.clock))).toEqual(['deleted_at'])
    expect(await library.row(live)).toMatchObject(columns)
    expect(await emptyTombstones(pool(), LATER_MS + 1)).toBe(0)
  })

  it('still refuses late edits, is deleted still, and is not restored without its title', async () => {
    const id = randomUUID()
    const dev = device()
    await library.apply([insert({ id, title: 'T' }, dev(1)), remove(id, dev(2))])
    await emptyTombstones(pool(), LATER_MS + 1)
    expect(await library.tell(update({ id, notes: 'x' }, dev(3)))).toMatchObject({
      code: 'DELETED',
    })
    expect(await library.tell(remove(id, dev(4)))).toMatchObject({ outcome: 'noop' })
    const hollow = await library.tell(update({ id, deleted_at: null }, dev(5)))
    expect(hollow).toMatchObject({ code: 'INVALID' })
    const whole = await library.tell(update({ id, deleted_at: null, title: 'U' }, dev(6)))
    expect(whole).toMatchObject({ outcome: 'applied', row: { title: 'U', notes: null } })
  })

  it('of any table is emptied, and keeps what its id is made of', async () => {
    const ends = { from_id: randomUUID(), to_id: randomUUID(), relation: 'cites' }
    const id = entities.edges.identify?.({
      ...{ fromId: ends.from_id, toId: ends.to_id },
      relation: 'cites',
    })
    const dev = device()
    const of = { table: 'edges' }
    await library.apply([
      change('insert', { ...of, payload: { id, ...ends, label: 'secret' }, ...dev(1) }),
      change('delete', { ...of, payload: { id }, ...dev(2) }),
    ])
    expect(await emptyTombstones(pool(), LATER_MS + 1)).toBe(1)
    expect(await library.row(String(id), 'edges')).toMatchObject({ ...ends, label: null })
    const again = change('insert', { ...of, payload: { id, ...ends, deleted_at: null }, ...dev(3) })
    expect(await library.tell(again)).toMatchObject({ outcome: 'applied', row: ends })
  })

  it.each(Object.keys(entities).filter((table) => table !== 'review_logs'))(
    'of %s can be emptied as the table is',
    async (table) => {
      await pool().query(
        `INSERT INTO ${table} SELECT r.* FROM jsonb_populate_record(NULL::${table}, $1) AS r`,
        [tombstoneOf(table)],
      )
      expect(await emptyTombstones(pool(), LATER_MS + 1)).toBe(1)
      expect(await emptyTombstones(pool(), LATER_MS + 1)).toBe(0)
    },
  )
})

/** A deleted row of a table with whatever its columns must have. */
function tombstoneOf(table: string) {
  const entity = entities[table as keyof typeof entities]
  const when = new Date(NOW_MS).toISOString()
  const filled = [...entity.columns].map(([name, { presence, fallback, sql }]) => {
    if (presence !== 'required') return [name, fallback ?? null]
    return [name, { uuid: randomUUID(), jsonb: { type: 'pdf' } }[sql] ?? 'cites']
  })
  return {
    ...Object.fromEntries(filled),
    ...{ owner_id: library.ownerId, id: randomUUID(), rev: 2, lww: '0'.repeat(16) },
    ...{ created_at: when, updated_at: when, server_at: when, deleted_at: when },
    clock: { metadata: { k: {} }, deleted_at: {} },
  }
}

it('what a merge moved is forgotten after 90 days, that two were parted is not', async () => {
  const ids = [randomUUID(), randomUUID()]
  await pool().query(
    `INSERT INTO merges (owner_id, loser_id, survivor_id, at, taken, moved, undone_at)
     VALUES ($1, $2, $3, $4, '[{"column": "title"}]', '[]', $4)`,
    [library.ownerId, ...ids, new Date(NOW_MS)],
  )
  expect(await emptyMerges(pool(), LATER_MS)).toBe(0)
  expect(await emptyMerges(pool(), LATER_MS + 1)).toBe(1)
  expect(await emptyMerges(pool(), LATER_MS + 1)).toBe(0)
  const { rows } = await pool().query('SELECT * FROM merges WHERE owner_id = $1', [library.ownerId])
  expect(rows).toMatchObject([{ loser_id: ids[0], survivor_id: ids[1], taken: [], moved: [] }])
  expect(rows[0].undone_at).not.toBeNull()
})

it('runs at the start and again each time, and is over when it is stopped', async () => {
  await fillLedger(1)
  const stop = startUpkeep(pool(), log, { clock: () => LATER_MS + 1, intervalMs: 20 })
  await expect.poll(ledgerSize).toBe(0)
  await fillLedger(1)
  await expect.poll(ledgerSize).toBe(0)
  await stop()
  await fillLedger(1)
  expect(await ledgerSize()).toBe(1)
})

it('outlives a database that fails', async () => {
  const gone = await library.another()
  await expect(
    inBatches(gone.database.pool, 'SELECT $1::int / 0 WHERE $1 > 0', []),
  ).rejects.toThrow(/division/)
  const stop = startUpkeep(gone.database.pool, log, { clock: () => Number.NaN })
  await expect(stop()).resolves.toBeUndefined()
})
