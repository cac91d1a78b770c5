import { own, put, sameJson } from './json.ts'
import { acceptedHlc, type Stamp, type Stamps, type Writer } from './stamps.ts'

/** Cells by name: the columns of a row, the elements of a set, the keys of an object. */
export type Cells = Readonly<Record<string, unknown>>

/** What merging cells has come to so far. */
export interface Tally {
  /** An accepted cell holds another value now. */
  changed: boolean
  /** A refused cell would have changed something. */
  lost: boolean
  /** The highest clock that was accepted. */
  top: string | undefined
  /** A column would hold more parts than it may. */
  full: boolean
  /** The stamps that are left: their revision is known when it is known whether anything changed. */
  left: Stamp[]
}

/** One merge: who writes, and what it has come to. */
export interface Merging {
  by: Writer
  tally: Tally
}

export interface MergedCells {
  /** The accepted cells. */
  won: Record<string, unknown>
  stamps: Record<string, Stamp>
}

/**
 * Merges cells into those of an object, each by its own stamp; null stands for an absent cell. Counts
 * into the tally.
 */
export function mergeCells(
  before: Cells,
  stamps: Stamps,
  cells: Cells,
  { by, tally }: Merging,
): MergedCells {
  const merged: MergedCells = { won: {}, stamps: {} }
  let stamp: Stamp | undefined
  for (const [name, value] of Object.entries(cells)) {
    const differs = !sameJson(value, own(before, name) ?? null)
    const hlc = acceptedHlc(own(stamps, name), by)
    if (hlc === undefined) {
      tally.lost ||= differs
      continue
    }
    tally.changed ||= differs
    if (tally.top === undefined || hlc > tally.top) tally.top = hlc
    // Most cells of a change get one and the same stamp.
    if (stamp?.hlc !== hlc) {
      stamp = { hlc, client: by.client, seq: by.seq, rev: UNKNOWN }
      tally.left.push(stamp)
    }
    put(merged.won, name, value)
    put(merged.stamps, name, stamp)
  }
  return merged
}

/** The revision of a stamp until the merge is through. */
const UNKNOWN = 0
