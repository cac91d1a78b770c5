/**
 * Nothing waits longer than this for its next try, in milliseconds. A moment that lies further ahead
 * was noted by a clock that was wrong then, and has been set back since.
 */
export const LONGEST_WAIT_MS = 3_600_000

/** The moment (epoch ms) that a try was put off to; 0 where it can't have been meant. */
export function momentMeant(atMs: number, nowMs: number): number {
  return atMs > nowMs + LONGEST_WAIT_MS ? 0 : atMs
}
