import type { ChangeStatus } from './change.ts'
import type { BufferDatabase } from './database.ts'
import { HEAD, type Head, newHead } from './head.ts'
import { isInBatch, LANES, type Lane } from './lane.ts'
import { lane, sentIn } from './reading.ts'

/** Where each change that was ever enqueued is now. */
export interface Account {
  enqueued: number
  /** On the server; those that the mirror shows and the queue has forgotten among them. */
  applied: number
  superseded: number
  rejected: number
  /** Waiting, or on their way. */
  pending: number
  /** Went up in another change, or into nothing. */
  folded: number
  /** Forgotten because a person said so. */
  discarded: number
  /** What can't be accounted for: always 0, or a change was lost or doubled. */
  difference: number
}

/** Counts the changes that are there, and holds them against the book of those that came and left. */
export function account(db: BufferDatabase): Promise<Account> {
  return db.transaction('r', db.queue, db.batches, db.head, async () => {
    const { enqueued, left } = (await db.head.get(HEAD)) ?? newHead()
    const counts = await Promise.all(LANES.map((each) => countOf(db, each)))
    const there = Object.fromEntries(
      LANES.map((each, i) => [each, counts[i] ?? 0]),
    ) as Head['lanes'] // from the list of all lanes
    const sums = {
      applied: there.applied + left.settled,
      superseded: there.superseded,
      rejected: there.rejected,
      pending: sum(there, STATUS_LANES.pending) + there.syncing,
      folded: left.folded,
      discarded: left.discarded,
    }
    const accounted = Object.values(sums).reduce((total, one) => total + one, 0)
    return { enqueued, ...sums, difference: enqueued - accounted }
  })
}

async function countOf(db: BufferDatabase, of: Lane): Promise<number> {
  return isInBatch(of) ? (await sentIn(db, of)).length : lane(db, of).count()
}

const STATUS_LANES: Record<ChangeStatus, readonly Lane[]> = {
  pending: ['ready', 'later', 'held'],
  syncing: ['syncing'],
  applied: ['applied'],
  error: ['rejected', 'superseded'],
}

/** How many changes have one of these statuses, from the book: it costs one look-up. */
export async function size(db: BufferDatabase, of: readonly ChangeStatus[]): Promise<number> {
  const head = await db.head.get(HEAD)
  return head
    ? sum(
        head.lanes,
        of.flatMap((status) => STATUS_LANES[status]),
      )
    : 0
}

/** How many changes go by themselves, now or at a moment, or are on their way. What is held does not. */
export async function moving(db: BufferDatabase): Promise<number> {
  const head = await db.head.get(HEAD)
  return head ? sum(head.lanes, ['ready', 'later', 'syncing']) : 0
}

function sum(lanes: Head['lanes'], of: readonly Lane[]): number {
  return of.reduce((total, each) => total + lanes[each], 0)
}
