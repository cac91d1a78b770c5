import { sees, type Visibility } from '../snapshot/visibility.ts'
import type { Transaction } from '../wal/change.ts'

/**
 * Joins a snapshot and the stream without a gap or a repeat. What the snapshot sees was committed,
 * and so written to the WAL, before `until`; behind it no transaction can be in the snapshot, and
 * ids, which repeat after 2^32, needn't be asked any more.
 */
export interface Join {
  snapshot: Visibility
  until: bigint
}

/** Whether a transaction of the stream is news to the snapshot. */
export function isNews(join: Join, { xid, lsn }: Pick<Transaction, 'xid' | 'lsn'>): boolean {
  return lsn >= join.until || !sees(join.snapshot, xid)
}
