const DAY_MS = 24 * 60 * 60 * 1000

/** How long the ledger, and what a deleted row held, are kept, in days: data.md. */
export const KEPT_DAYS = 90

/** The moment before which something is too old to be kept, as Postgres reads it. */
export function tooOld(nowMs: number): string {
  return new Date(nowMs - KEPT_DAYS * DAY_MS).toISOString()
}
