import { superseded, type WriteChange } from './change.ts'

/**
 * Whether what follows on its row, or hangs on it, waits for a person: the server refused to make
 * the row. A refused correction holds nothing, each patch stands by itself; nor does an insert that
 * came too late, or to a deleted row: that row is there. Of a group, DELETED may be said of another
 * member's row.
 */
export function blocksForGood(change: WriteChange): boolean {
  if (change.status !== 'error' || change.op !== 'insert') return false
  return !superseded(change) && (change.code !== 'DELETED' || change.group !== undefined)
}

export const FOR_EVER = Number.POSITIVE_INFINITY
export const NOW = Number.NEGATIVE_INFINITY

/** Until when (epoch ms) what stands behind a change has to wait. */
export function waitBehind(change: WriteChange): number {
  if (blocksForGood(change)) return FOR_EVER
  if (change.status !== 'pending') return NOW
  return change.held ? FOR_EVER : (change.next_attempt_at ?? NOW)
}

/** A pending change as it waits until a moment, or until it is let go; itself where it does so already. */
export function waitingUntil<T extends WriteChange>(change: T, until: number): T {
  if (waitBehind(change) === until) return change
  const { held: _held, next_attempt_at: _moment, ...free } = change
  const wait: Partial<WriteChange> =
    until === FOR_EVER ? { held: true } : { next_attempt_at: until }
  return (until === NOW ? free : { ...free, ...wait }) as T // only what is optional in T has changed
}

/** Changes in the order of the queue. */
export function inOrder<T extends WriteChange>(changes: readonly T[]): T[] {
  return changes.toSorted((a, b) => a.seq - b.seq)
}
