import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { syncedTables } from '../../lib/schema/entities.ts'
import type { BatchResponse } from '../../lib/wire/batch.ts'
import { ownerNamed } from '../auth/owner-named.ts'
import { createDatabase, type TestDatabase } from '../testing/database.ts'
import { applyBatch } from './batch.ts'
import { storedRow } from './postgres/stored-row.ts'
import { postgresStore } from './postgres-store.ts'
import { batches } from './testing/batches.ts'
import { NOW_MS } from './testing/changes.ts'
import { type MemoryStore, memoryStore } from './testing/memory-store.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createDatabase()
})

afterAll(() => database.drop())

type Json = Record<string, unknown>

/** The rows of one table of an owner, as they are. */
async function all(ownerId: string, table: string, order: string): Promise<Json[]> {
  const text = `SELECT to_jsonb(t) AS row FROM ${table} t WHERE owner_id = $1 ORDER BY ${order}`
  const { rows } = await database.pool.query<{ row: Json }>(text, [ownerId])
  return rows.map(({ row }) => row)
}

/** What an owner has in Postgres, in the forms of the memory store. */
async function keptInPostgres(owner: string) {
  const rows = []
  for (const table of [...syncedTables].sort()) {
    for (const row of await all(owner, table, 'id'))
      rows.push({ table, row: storedRow(table, row) })
  }
  const ledger = await all(owner, 'write_log', 'change_id')
  const entries = ledger.map(({ change_id, canonical_id, ...entry }) =>
    entryIn({ ...entry, changeId: change_id, canonicalId: canonical_id }),
  )
  const merges = await all(owner, 'merges', 'loser_id, survivor_id')
  return { rows, entries, merges: merges.map(mergeIn) }
}

function keptInMemory(store: MemoryStore, owner: string) {
  const entries = store.ledger(owner).map((entry) => entryIn({ ...entry }))
  const merges = store.merges(owner).map((merge) => mergeIn({ ...merge }))
  return { rows: store.rows(owner), entries, merges }
}

const entryIn = ({ changeId, canonicalId, outcome, code, error, rev }: Json) => ({
  ...{ changeId, canonicalId, outcome, code, error, rev },
})

const mergeIn = ({ loser_id, survivor_id, taken, moved, undone_at }: Json) => ({
  ...{ loser_id, survivor_id, taken, moved, undone: undone_at !== null },
})

/** An answer without what only a database has. */
const answer = ({ txid: _, lsn: __, epoch: ___, ...rest }: BatchResponse) => rest

it('keeps and answers in Postgres what it keeps and answers in memory, over random batches', async () => {
  const property = fc.asyncProperty(batches, async (script) => {
    const { id: owner } = await ownerNamed(database.pool, randomUUID())
    const [postgres, memory] = [postgresStore(database.pool), memoryStore()]
    for (const [turn, batch] of script.entries()) {
      const nowMs = NOW_MS + 1000 * turn
      const told = answer(await applyBatch(postgres, owner, batch, nowMs))
      expect(told).toEqual(answer(await applyBatch(memory, owner, batch, nowMs)))
    }
    expect(await keptInPostgres(owner)).toEqual(keptInMemory(memory, owner))
  })
  await fc.assert(property, { numRuns: 300 })
}, 180_000)
