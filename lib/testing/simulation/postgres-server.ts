import type pg from 'pg'
import { ownerNamed } from '../../../server/auth/owner-named.ts'
import { applyBatch } from '../../../server/writes/batch.ts'
import { postgresStore } from '../../../server/writes/postgres-store.ts'
import { syncedTables } from '../../schema/entities.ts'
import { type LedgerRow, onTheWire, type SimulatedServer } from './server.ts'

/** The write path on a real database, for a new owner in it. */
export async function postgresServer(pool: pg.Pool, name: string): Promise<SimulatedServer> {
  const { id: owner } = await ownerNamed(pool, name)
  const store = postgresStore(pool)
  const rowsOfTable = async (table: string) => {
    const { rows } = await pool.query<{ row: Record<string, unknown> }>(
      `SELECT to_jsonb(t) AS row FROM ${table} t WHERE owner_id = $1 ORDER BY id`,
      [owner],
    )
    return rows.map(({ row }) => ({ table, row: onTheWire(row) }))
  }
  return {
    apply: (changes, nowMs) => applyBatch(store, owner, changes, nowMs),
    rows: async () => (await Promise.all(syncedTables.map(rowsOfTable))).flat(),
    ledger: async () => {
      const { rows } = await pool.query<LedgerRow>(
        `SELECT change_id AS id, outcome, code, rev::int FROM write_log WHERE owner_id = $1`,
        [owner],
      )
      return rows
    },
    parted: async () => {
      const text = 'SELECT 1 FROM merges WHERE owner_id = $1 AND undone_at IS NOT NULL LIMIT 1'
      return (await pool.query(text, [owner])).rowCount === 1
    },
    close: async () => {},
  }
}
