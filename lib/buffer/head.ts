import { PAYLOAD_VERSION } from '../wire/batch.ts'
import { hlcAt, tick } from '../wire/hlc.ts'
import { LANES, type Lane } from './lane.ts'

/**
 * What the queue knows beside its changes: its clock, its device and how many changes went where.
 * One record, read and written in each transaction, so that it can't disagree with the changes.
 */
export interface Head {
  key: 'head'
  /** The last clock given out. */
  clock: string
  /** How far the server's clock is ahead of this device's, in milliseconds. */
  offsetMs: number
  clientId: string
  /** The payload version that the changes were last brought up to. */
  v: number
  /** How many changes are in each lane. */
  lanes: Record<Lane, number>
  /**
   * No change before this place may go now: where reading begins, for what has left an index slows
   * its readers until the browser cleans it up.
   */
  readyFrom: number
  /** How many pairs are withdrawn, to be restored. */
  withdrawn: number
  /** The number of the last batch. */
  batches: number
  /** How many changes were ever enqueued, and how many have left the queue in which way. */
  enqueued: number
  left: Record<Leaving, number>
}

/** applied, and seen in the mirror · went up in another change, or into nothing · a person said so. */
export type Leaving = 'settled' | 'folded' | 'discarded'

export const HEAD = 'head'

export function newHead(): Head {
  const lanes = Object.fromEntries(LANES.map((lane) => [lane, 0])) as Record<Lane, number> // from the list of all lanes
  return {
    key: HEAD,
    clock: hlcAt(0),
    offsetMs: 0,
    clientId: crypto.randomUUID(),
    v: PAYLOAD_VERSION,
    lanes,
    readyFrom: 0,
    withdrawn: 0,
    batches: 0,
    enqueued: 0,
    left: { settled: 0, folded: 0, discarded: 0 },
  }
}

/**
 * The next clock for a change: above the last one given out, above `seen`, and not behind the
 * server's time as far as it is known.
 */
export function nextHlc(head: Head, nowMs: number, seen = hlcAt(0)): string {
  const floor = seen > head.clock ? seen : head.clock
  head.clock = tick(floor, nowMs + head.offsetMs)
  return head.clock
}
