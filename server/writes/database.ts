import type { Pool } from 'pg'
import type { ErrorCode, Receipt } from '../../lib/wire/batch.ts'
import { asOwner } from '../db.ts'
import { untilThrough } from './attempts.ts'

/** What became of a change, as `apply_changes` tells it; `stored` marks the answer to a repeat. */
export type Result = { row?: Record<string, unknown>; stored?: true } & (
  | { outcome: Exclude<Receipt['outcome'], 'duplicate'>; rev: number; canonical_id?: string }
  | { outcome: 'rejected'; code: ErrorCode; error?: string }
)

export interface Applied {
  /** By the ids of the changes. */
  results: Map<string, Result>
  /** Null where nothing was written. */
  txid: string | null
}

interface AppliedRow {
  id: string
  result: Result
  txid: string | null
}

/** Applies records in one transaction and one statement, again where others were in the way. */
export async function applyRecords(
  pool: Pool,
  ownerId: string,
  records: object[],
  nowMs: number,
): Promise<Applied> {
  if (records.length === 0) return { results: new Map(), txid: null }
  const values = [ownerId, JSON.stringify(records), new Date(nowMs).toISOString()]
  const { rows } = await untilThrough(() =>
    asOwner(pool, ownerId, (client) => client.query<AppliedRow>(APPLY, values)),
  )
  const results = new Map(rows.map(({ id, result }) => [id, result]))
  return { results, txid: rows[0]?.txid ?? null }
}

const APPLY = `SELECT id, result, pg_current_xact_id_if_assigned()::xid::text AS txid
  FROM apply_changes($1, $2, $3)`

export interface Position {
  epoch: string
  /** Everything committed so far ends at or before it: a decimal number. */
  lsn: string
}

/** Where the database stands, read after a commit. */
export async function positionOf(pool: Pool): Promise<Position> {
  const { rows } = await untilThrough(() =>
    pool.query<Position>(
      `SELECT epoch, (pg_current_wal_flush_lsn() - '0/0')::text AS lsn FROM server_state`,
    ),
  )
  const [position] = rows
  if (position === undefined) throw new Error('Migration 0001 has made the server state')
  return position
}
