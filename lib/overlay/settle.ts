import type { WriteChange } from '../buffer/change.ts'

/** What the mirror knows of one table: the rev of each row, and how far its shape has come. */
export interface Seen {
  revOf: (id: string) => number | undefined
  /** The last LSN that the shape has seen, as a decimal string; null before the first answer. */
  lsn: string | null
  /** When the shape was last known to be up to date, epoch milliseconds. */
  upToDateAt?: number | undefined
}

/**
 * A delete whose row is not there is taken as shown once the shape was up to date this long after the
 * server's answer, where no LSN says so (an idle database), in milliseconds. A row always says so.
 */
export const ECHO_MS = 60_000

/** The queue places of the changes whose effect the mirror shows: the overlay needs them no more. */
export function settled(changes: readonly WriteChange[], seen: Seen): number[] {
  return changes.filter((change) => isSettled(change, seen)).map((change) => change.seq)
}

function isSettled(change: WriteChange, { revOf, lsn, upToDateAt = 0 }: Seen): boolean {
  const { status, receipt, payload, applied_at = Number.POSITIVE_INFINITY } = change
  if (status !== 'applied' || !receipt) return false
  const rev = revOf(receipt.canonical_id ?? String(payload.id))
  if (rev !== undefined && rev >= receipt.rev) return true
  const absent = rev === undefined && receipt.row === undefined
  if (absent && upToDateAt >= applied_at + ECHO_MS) return true
  return lsn !== null && receipt.lsn !== null && BigInt(lsn) >= BigInt(receipt.lsn)
}
