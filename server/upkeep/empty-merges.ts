import type { Pool } from 'pg'
import { tooOld } from './age.ts'
import { inBatches } from './in-batches.ts'

/**
 * Empties what merges 90 days ago moved, for their losers are emptied as well; answers of how many. That
 * two works were parted again is never forgotten.
 */
export function emptyMerges(pool: Pool, nowMs: number, signal?: AbortSignal): Promise<number> {
  return inBatches(pool, EMPTY, [tooOld(nowMs)], signal)
}

const EMPTY = `UPDATE merges SET taken = '[]', moved = '[]'
  WHERE (owner_id, loser_id, survivor_id) IN (
    SELECT owner_id, loser_id, survivor_id FROM merges
    WHERE at < $2 AND (taken <> '[]' OR moved <> '[]')
    ORDER BY at LIMIT $1 FOR UPDATE SKIP LOCKED)`
