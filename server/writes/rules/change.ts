import { hlcTimeMs } from '../../../lib/wire/hlc.ts'
import { type MergedRow, mergeRow, type Written } from './merge-row.ts'
import type { StoredRow } from './rows.ts'
import { clamp, type Writer } from './stamps.ts'

/** A change of one row, as the rules see it. */
export interface RowEdit extends Written {
  op: 'insert' | 'update' | 'delete'
  createdAtMs: number
  /** Its clock is as it was sent: not yet clamped. */
  by: Writer
}

/** Why a change leaves the row as it was. */
export type RowRefusal = 'STALE' | 'DELETED' | 'DEP_MISSING' | 'TOO_LARGE'

/** What became of a change. */
export type Outcome = 'applied' | 'partial' | 'noop' | RowRefusal

export interface Effect {
  outcome: Outcome
  /** The row after it; undefined where there is still none. */
  row: StoredRow | undefined
}

/**
 * What a change does to a row at the server's time: data.md, Last write wins. Where there is none yet,
 * an insert starts from what `fresh` makes: a row with nothing but the defaults of its table.
 */
export function applyChange(
  row: StoredRow | undefined,
  fresh: () => StoredRow,
  edit: RowEdit,
  nowMs: number,
): Effect {
  const unmerged = outcomeUnmerged(row, edit)
  if (unmerged !== undefined) return { outcome: unmerged, row }
  const by = { ...edit.by, hlc: clamp(edit.by.hlc, nowMs) }
  const before = row ?? created(fresh(), edit, nowMs)
  const written = edit.op === 'delete' ? deletion(before, by, nowMs) : edit
  const merged = mergeRow(before, written, by)
  if (hasLost(before, edit, merged)) return { outcome: 'STALE', row }
  if (merged.full) return { outcome: 'TOO_LARGE', row }
  // Where nothing became another value the stamps still rise, the revision does not.
  const changes = row === undefined || merged.changed
  const rev = changes ? before.rev + 1 : before.rev
  for (const stamp of merged.left) stamp.rev = rev
  const { columns, clock } = merged
  const outcome = merged.lost ? 'partial' : changes ? 'applied' : 'noop'
  if (changes) return { outcome, row: raised(before, merged, by, nowMs) }
  return { outcome, row: merged.top === undefined ? row : { ...before, ...columns, clock } }
}

/** What becomes of a change that is not merged at all: there is no row, or it is deleted. */
function outcomeUnmerged(row: StoredRow | undefined, { op, whole }: RowEdit): Outcome | undefined {
  if (row === undefined && op === 'delete') return 'noop'
  if (row === undefined && op === 'update') return 'DEP_MISSING'
  const buried = row !== undefined && row.deleted_at !== null
  return buried && op !== 'delete' && !Object.hasOwn(whole, 'deleted_at') ? 'DELETED' : undefined
}

/** All that a change wrote was older. One that was to restore falls with its restoring. */
function hasLost(before: StoredRow, { op }: RowEdit, { lost, top, columns }: MergedRow): boolean {
  if (lost && top === undefined) return true
  return before.deleted_at !== null && op !== 'delete' && !Object.hasOwn(columns, 'deleted_at')
}

function created(fresh: StoredRow, { createdAtMs }: RowEdit, nowMs: number): StoredRow {
  return { ...fresh, created_at: instant(Math.min(createdAtMs, nowMs)) }
}

/** A delete writes one column; a row that is deleted keeps the moment at which it was. */
function deletion({ deleted_at }: StoredRow, { hlc }: Writer, nowMs: number): Written {
  const moment = deleted_at ?? instant(Math.min(hlcTimeMs(hlc), nowMs))
  return { whole: { deleted_at: moment }, keys: {}, elements: {} }
}

/** The row with what a change won, one revision on. */
function raised(before: StoredRow, merged: MergedRow, by: Writer, nowMs: number): StoredRow {
  const top = merged.top ?? by.hlc
  return {
    ...before,
    ...merged.columns,
    clock: merged.clock,
    rev: before.rev + 1,
    lww: before.lww > top ? before.lww : top,
    updated_at: instant(hlcTimeMs(top)),
    server_at: instant(nowMs),
  }
}

/** An instant as the wire writes it. */
function instant(timeMs: number): string {
  return new Date(timeMs).toISOString()
}
