import type { Entity } from '../../../lib/schema/entity.ts'
import type { StoredRow } from '../rules/rows.ts'
import type { Stamp } from '../rules/stamps.ts'
import { compareCells } from './cell.ts'
import { fitting } from './fitting.ts'
import { cellsOf, type Place, placesOf, withCells } from './places.ts'

/** A cell that one row took from another, and what it had there before. */
export interface Taken extends Place {
  /** The stamp that came with it. */
  stamp: Stamp | null
  before: { value: unknown; stamp: Stamp | null }
}

export interface Combined {
  row: StoredRow
  taken: Taken[]
}

/** Negative where the first of two rows is the older one, which survives a merge. */
export function byAge(a: StoredRow, b: StoredRow): number {
  const [first, second] = [a.created_at + a.id, b.created_at + b.id]
  return first < second ? -1 : first > second ? 1 : 0
}

/** A row with what another one of its entity knows better; it keeps its id and its deletedness. */
export function combine(
  entity: Entity,
  into: StoredRow,
  other: StoredRow,
  nowMs: number,
): Combined {
  const rev = into.rev + 1
  const [cellIn, cellThere] = [cellsOf(into), cellsOf(other)]
  const known = placesOf(entity, into, other).flatMap((place) => {
    const [mine, theirs] = [cellIn(place), cellThere(place)]
    if (compareCells(theirs, mine) <= 0) return []
    // Whoever saw this row before has not seen this cell.
    return [{ place, mine, theirs: { ...theirs, stamp: theirs.stamp && { ...theirs.stamp, rev } } }]
  })
  const better = fitting(into, known)
  const row = withCells(
    into,
    better.map(({ place, theirs }) => ({ ...place, ...theirs })),
  )
  const taken = better.map(({ place, mine, theirs }) => ({
    ...place,
    stamp: theirs.stamp ?? null,
    before: { value: mine.value ?? null, stamp: mine.stamp ?? null },
  }))
  return { row: { ...row, rev, ...laterOf(into, other), server_at: iso(nowMs) }, taken }
}

function laterOf(a: StoredRow, b: StoredRow) {
  return {
    lww: a.lww > b.lww ? a.lww : b.lww,
    updated_at: a.updated_at > b.updated_at ? a.updated_at : b.updated_at,
  }
}

/** The tombstone of a work that was merged into another. Whatever a restore carries is newer. */
export function buried(work: StoredRow, into: string, nowMs: number): StoredRow {
  const { deleted_at, merged_into, ...clock } = work.clock
  const now = iso(nowMs)
  return { ...work, clock, deleted_at: now, merged_into: into, rev: work.rev + 1, server_at: now }
}

export function iso(timeMs: number): string {
  return new Date(timeMs).toISOString()
}
