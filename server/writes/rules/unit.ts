import type { Entity } from '../../../lib/schema/entity.ts'
import type { ErrorCode } from '../../../lib/wire/batch.ts'
import { applyChange, type RowEdit } from './change.ts'
import { type End, endsOf } from './ends.ts'
import { repeatFact } from './fact.ts'
import { freshRow } from './fresh-row.ts'
import { type Addressed, routeOf } from './redirect.ts'
import { type Result, type Results, resultOf } from './result.ts'
import type { Rows, StoredRow } from './rows.ts'

/** A change that may be applied. */
export interface UnitChange extends RowEdit, Addressed {
  id: string
  group: string | null
  /** What `table` holds. */
  of: Entity
}

/** What a batch's units are applied with. */
export interface Circumstances {
  ownerId: string
  /** The server's time, in epoch milliseconds. */
  nowMs: number
  /** What is known of changes before they are looked at: they were sent before. */
  known: Results
}

/**
 * Applies what stands and falls together: one change, or the changes of one group. Where one of a
 * group is refused, the rows stay as they were; losing to something newer is no refusal.
 */
export function applyUnit(
  rows: Rows,
  unit: readonly UnitChange[],
  circumstances: Circumstances,
): Results {
  const { known } = circumstances
  const view = rows.fork()
  const results = new Map<string, Result>()
  const pointers: Pointer[] = []
  for (const change of unit) {
    const result = known.get(change.id) ?? applyOne(view, change, circumstances, pointers)
    results.set(change.id, result)
    const refusal = groupRefusal(change, result)
    if (refusal !== undefined) return refuseUnit(unit, refusal, known)
  }
  // Only now: what a group points to may come later in it.
  if (pointers.some((one) => dangles(view, one))) return refuseUnit(unit, 'DEP_MISSING', known)
  rows.adopt(view)
  return results
}

/** Refuses every change of a unit that is not known from before. */
export function refuseUnit(unit: readonly UnitChange[], code: ErrorCode, known: Results): Results {
  return new Map(unit.map(({ id }) => [id, known.get(id) ?? { outcome: 'rejected', code }]))
}

/** A row that was written and what it was to point to. */
interface Pointer extends End {
  from: { table: string; id: string }
}

function applyOne(
  rows: Rows,
  change: UnitChange,
  { ownerId, nowMs }: Circumstances,
  pointers: Pointer[],
): Result {
  const { table, of } = change
  const route = routeOf(rows, of, change)
  if (route.kind === 'unknown') throw new Error('What a change may reach is read before')
  const { entity, whole, redirected, looped } = route
  const before = rows.get(table, entity)
  // The writer has seen revisions of the row that was merged away, none of this one.
  const by = entity === change.entity ? change.by : { ...change.by, baseRev: null }
  const edit = { ...change, whole, by }
  const fresh = () => freshRow(of, ownerId, entity)
  const fixed = of.appendOnly && before !== undefined
  const effect = fixed ? repeatFact(before, edit) : applyChange(before, fresh, edit, nowMs)
  const { outcome } = effect
  const row = looped ? withdrawn(effect.row, nowMs) : effect.row
  if (row !== undefined && row !== before) rows.set(table, row)
  for (const end of endsOf(of, whole)) pointers.push({ ...end, from: { table, id: entity } })
  return resultOf(outcome, row, redirected ? entity : undefined)
}

/** A row that relates a work to itself, as merging leaves it: whoever restores it is newer. */
function withdrawn(row: StoredRow | undefined, nowMs: number): StoredRow | undefined {
  if (row === undefined || row.deleted_at !== null) return row
  return { ...row, deleted_at: new Date(nowMs).toISOString() }
}

/** Whether a row has come to point to one that is not there, though it has to be. */
function dangles(rows: Rows, { from, column, table, id, required }: Pointer): boolean {
  return required && rows.get(from.table, from.id)?.[column] === id && !rows.exists(table, id)
}

/** Why a group falls with this change; undefined where it doesn't. */
function groupRefusal({ group }: UnitChange, result: Result): ErrorCode | undefined {
  if (group === null || result.outcome !== 'rejected') return undefined
  return result.code === 'STALE' ? undefined : result.code
}
