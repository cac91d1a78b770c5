import type { SyncedTable } from '../schema/entities.ts'
import { superseded, type WriteChange } from './change.ts'
import { identifiersOf } from './identifiers.ts'

/**
 * Where a change stands, as the queue's index has it: its status, and of a pending one whether it may
 * go now (`ready`), at a moment (`later`) or after a person's decision (`held`).
 */
export const LANES = [
  'ready',
  'later',
  'held',
  'syncing',
  'applied',
  'rejected',
  'superseded',
] as const

export type Lane = (typeof LANES)[number]

/** A change as it lies in the database, with what only its indexes are made of. */
export interface StoredChange extends WriteChange {
  lane: Lane
  /** The table in which the overlay shows it; what was refused is not shown. */
  shown?: SyncedTable
  /** The values by which its row may be recognised; of what was refused as well. */
  identifiers?: string[]
  /** Which batch it was sent with, from the claim on. */
  batch?: number
}

/** What was sent lies in its batch, all else by itself. */
export type SentLane = 'syncing' | 'applied'
export type WaitingLane = Exclude<Lane, SentLane>

export function isInBatch(lane: Lane): lane is SentLane {
  return lane === 'syncing' || lane === 'applied'
}

export function laneOf(change: WriteChange): Lane {
  switch (change.status) {
    case 'pending':
      if (change.held) return 'held'
      return change.next_attempt_at === undefined ? 'ready' : 'later'
    case 'error':
      return superseded(change) ? 'superseded' : 'rejected'
    case 'syncing':
    case 'applied':
      return change.status
    default:
      return change.status satisfies never
  }
}

/** A change with its index fields as they have to be; a moment to wait for is kept in `later` alone. */
export function stored(change: WriteChange): StoredChange {
  const { shown: _shown, identifiers: _identifiers, ...rest } = change as StoredChange // a change from the database carries them
  const lane = laneOf(change)
  if (lane !== 'later') delete rest.next_attempt_at
  const row = { ...rest, ...identifiersOf(change), lane }
  return parkedLane(lane) ? row : { ...row, shown: change.table }
}

function parkedLane(lane: Lane): boolean {
  return lane === 'rejected' || lane === 'superseded'
}
