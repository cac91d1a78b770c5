import type { Pool } from 'pg'
import { tooOld } from './age.ts'
import { inBatches } from './in-batches.ts'

/** Forgets what became of changes 90 days ago; answers of how many. */
export function pruneLedger(pool: Pool, nowMs: number, signal?: AbortSignal): Promise<number> {
  return inBatches(pool, PRUNE, [tooOld(nowMs)], signal)
}

const PRUNE = `DELETE FROM write_log WHERE (owner_id, change_id) IN (
  SELECT owner_id, change_id FROM write_log WHERE server_at < $2
  ORDER BY server_at LIMIT $1 FOR UPDATE SKIP LOCKED)`
