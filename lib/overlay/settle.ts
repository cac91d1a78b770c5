import type { WriteChange } from '../buffer/change.ts'

/** What the mirror knows of one table: the rev of each row, and how far its shape has come. */
export interface Seen {
  /** Of which of the server's databases revs and LSN are; undefined while it is to be loaded anew. */
  epoch?: string | undefined
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

/** How it is known that the mirror shows a change: by the row, by the LSN, or only because it is time. */
export type Echo = 'row' | 'lsn' | 'forced'

/**
 * The row that an answer was about: the one that the change's own was merged into, where it was. (A
 * change that only points to a merged row names that one, and answers with its own.)
 */
export function answeredRow({ receipt, payload }: WriteChange): string {
  return String(receipt?.row?.id ?? receipt?.canonical_id ?? payload.id)
}

/** How the mirror shows the effect of a change; null while it does not, and the overlay needs it. */
export function echoOf(
  change: WriteChange,
  { epoch, revOf, lsn, upToDateAt = 0 }: Seen,
): Echo | null {
  const { status, receipt, applied_at = Number.POSITIVE_INFINITY } = change
  if (status !== 'applied') return null
  const waitedLong = upToDateAt >= applied_at + ECHO_MS
  if (!receipt) return waitedLong ? 'forced' : null
  // The revs and LSNs of two databases have nothing to do with each other.
  if (receipt.epoch !== epoch) return null
  const rev = revOf(answeredRow(change))
  if (rev !== undefined) return rev >= receipt.rev ? 'row' : null
  if (lsn !== null && receipt.lsn !== null && BigInt(lsn) >= BigInt(receipt.lsn)) return 'lsn'
  return receipt.row === undefined && waitedLong ? 'forced' : null
}

/** The queue places of the changes whose effect the mirror shows: the overlay needs them no more. */
export function settled(changes: readonly WriteChange[], seen: Seen): number[] {
  return changes.filter((change) => echoOf(change, seen) !== null).map((change) => change.seq)
}
