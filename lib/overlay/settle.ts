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
 * A shape that was up to date this long after the server's answer has shown what it will ever show,
 * also where neither a row nor an LSN says so (a delete on an idle database), in milliseconds.
 */
export const ECHO_MS = 60_000

/** The queue places of the changes whose effect the mirror shows: the overlay needs them no more. */
export function settled(changes: readonly WriteChange[], seen: Seen): number[] {
  return changes.filter((change) => isSettled(change, seen)).map((change) => change.seq)
}

function isSettled(change: WriteChange, { revOf, lsn, upToDateAt = 0 }: Seen): boolean {
  const { status, receipt, payload, applied_at = Number.POSITIVE_INFINITY } = change
  if (status !== 'applied' || !receipt) return false
  if (upToDateAt >= applied_at + ECHO_MS) return true
  const rev = revOf(receipt.canonical_id ?? String(payload.id))
  if (rev !== undefined && rev >= receipt.rev) return true
  return lsn !== null && receipt.lsn !== null && BigInt(lsn) >= BigInt(receipt.lsn)
}
