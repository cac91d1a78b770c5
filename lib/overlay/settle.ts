import type { WriteChange } from '../buffer/change.ts'

/** What the mirror knows of one table: the rev of each row, and how far its shape has come. */
export interface Seen {
  revOf: (id: string) => number | undefined
  /** The last LSN that the shape has seen, as a decimal string; null before the first answer. */
  lsn: string | null
}

/** The queue places of the changes whose effect the mirror shows: the overlay needs them no more. */
export function settled(changes: readonly WriteChange[], seen: Seen): number[] {
  return changes.filter((change) => isSettled(change, seen)).map((change) => change.seq)
}

function isSettled({ status, receipt, payload }: WriteChange, { revOf, lsn }: Seen): boolean {
  if (status !== 'applied' || !receipt) return false
  const rev = revOf(receipt.canonical_id ?? String(payload.id))
  if (rev !== undefined && rev >= receipt.rev) return true
  return lsn !== null && receipt.lsn !== null && BigInt(lsn) >= BigInt(receipt.lsn)
}
