import type { MergeRecord } from '../merging/record.ts'

export const PARTED = `SELECT loser_id, survivor_id FROM merges
  WHERE owner_id = $1 AND undone_at IS NOT NULL`

export function lostByQuery(ownerId: string, workIds: readonly string[]) {
  const text = `SELECT to_jsonb(m) - 'owner_id' AS record FROM merges m
    WHERE owner_id = $1 AND undone_at IS NULL AND loser_id = ANY ($2)`
  return { text, values: [ownerId, workIds] }
}

export function keepMergesQuery(ownerId: string, records: readonly MergeRecord[]) {
  const text = `INSERT INTO merges (owner_id, loser_id, survivor_id, at, taken, moved, undone_at)
    SELECT $1, loser_id, survivor_id, at, taken, moved, undone_at
    FROM jsonb_populate_recordset(NULL::merges, $2)
    ON CONFLICT (owner_id, loser_id, survivor_id) DO UPDATE
    SET at = excluded.at, taken = excluded.taken, moved = excluded.moved,
      undone_at = excluded.undone_at`
  return { text, values: [ownerId, JSON.stringify(records)] }
}
