import { ProblemError } from '../problem.ts'

const WINDOW_MS = 1000

/** How many changes of one owner are taken in a second, by default: the data contract's. */
export const CHANGES_PER_SECOND = 5_000

/** Counts the changes of each owner; throws ProblemError `rate_limited` for what is too much. */
export function limitChanges(perSecond: number) {
  const counts = new Map<string, number>()
  let windowMs = 0
  return (ownerId: string, changes: number, nowMs: number): void => {
    // A clock that was set back begins a window as well.
    if (Math.abs(nowMs - windowMs) >= WINDOW_MS) {
      windowMs = nowMs
      counts.clear()
    }
    const count = (counts.get(ownerId) ?? 0) + changes
    if (count > perSecond) throw new ProblemError('rate_limited', TOO_MANY)
    counts.set(ownerId, count)
  }
}

const TOO_MANY = 'Too many changes in one second; wait a moment and send the rest.'
