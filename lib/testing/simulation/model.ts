import { entityOf } from '../../schema/entities.ts'
import type { ErrorCode, WireChange } from '../../wire/batch.ts'
import { hlcAt, hlcTimeMs, tick } from '../../wire/hlc.ts'
import { type Cells, cellsOf, equal, initialOf } from './cells.ts'

/** The clock that a cell was last written with. */
interface Stamp {
  hlc: string
  client: string
  seq: number
  rev: number
}

/** A row as the rules of data.md make it: one register for each column, tag and key. */
export interface ModelRow {
  table: string
  id: string
  cells: Cells
  stamps: Map<string, Stamp>
  rev: number
  lww: string
  updatedAtMs: number
}

/** What the model says that a change is told. */
export type Told =
  | { outcome: 'applied' | 'partial' | 'noop'; rev: number }
  | { outcome: 'duplicate' }
  | { code: ErrorCode }

const NEVER = { hlc: '', client: '', seq: 0 }

/** The row after one change, and what the change is told; nothing is changed in place. */
export function applyToRow(
  row: ModelRow | undefined,
  change: WireChange,
  nowMs: number,
): { row: ModelRow | undefined; told: Told } {
  const cells = cellsOf(change)
  const refused = refusalOf(row, change, cells)
  if (refused) return { row, told: refused }
  const before = row ?? blankRow(change)
  const eff = min(change.hlc ?? '', hlcAt(nowMs + 5_000))
  const won = new Map<string, string>()
  for (const name of cells.keys()) {
    const clock = acceptedClock(before.stamps.get(name), change, eff)
    if (clock !== undefined) won.set(name, clock)
  }
  const differs = (name: string) => !equal(valueIn(before, name), cells.get(name) ?? null)
  const lost = [...cells.keys()].some((name) => !won.has(name) && differs(name))
  const stillDeleted = isDeleted(row) && change.op !== 'delete' && !won.has('deleted')
  if ((lost && won.size === 0) || stillDeleted) return { row, told: { code: 'STALE' } }
  const changed = row === undefined || [...won.keys()].some(differs)
  const rev = before.rev + (changed ? 1 : 0)
  const after = written(before, cells, won, { ...NEVER, ...writerOf(change), rev })
  if (changed) raise(after, [...won.values()].sort().at(-1) ?? eff, rev)
  return { row: after, told: { outcome: lost ? 'partial' : changed ? 'applied' : 'noop', rev } }
}

export const isDeleted = (row: ModelRow | undefined) => row?.cells.get('deleted') === true

/** The value of a cell; what nobody ever wrote is what Postgres fills in. */
export function valueIn({ table, cells }: ModelRow, name: string): unknown {
  return cells.has(name) ? (cells.get(name) ?? null) : initialOf(table, name)
}

function blankRow({ table, payload }: WireChange): ModelRow {
  const id = String(payload.id)
  return { table, id, cells: new Map(), stamps: new Map(), rev: 0, lww: '', updatedAtMs: 0 }
}

/** What a change is told that finds no row, or a deleted one. */
function refusalOf(
  row: ModelRow | undefined,
  { op, table }: WireChange,
  cells: Cells,
): Told | null {
  if (entityOf(table) === undefined) return { code: 'UNKNOWN_TABLE' }
  if (row === undefined && op === 'delete') return { outcome: 'noop', rev: 0 }
  if (row === undefined && op === 'update') return { code: 'DEP_MISSING' }
  return isDeleted(row) && !cells.has('deleted') ? { code: 'DELETED' } : null
}

/** The clock that a write leaves on a cell; undefined where it loses. */
function acceptedClock(
  stamp: Stamp | undefined,
  { client_id = '', seq = 0, base_rev = -1 }: WireChange,
  eff: string,
): string | undefined {
  if (stamp === undefined || eff + client_id > stamp.hlc + stamp.client) return eff
  if (stamp.client === client_id && stamp.seq < seq) return tick(stamp.hlc, 0)
  return base_rev >= stamp.rev ? tick(stamp.hlc, 0) : undefined
}

function writerOf({ client_id = '', seq = 0 }: WireChange) {
  return { client: client_id, seq }
}

function written(row: ModelRow, cells: Cells, won: Map<string, string>, by: Stamp): ModelRow {
  const after = { ...row, cells: new Map(row.cells), stamps: new Map(row.stamps) }
  for (const [name, hlc] of won) {
    after.cells.set(name, cells.get(name) ?? null)
    after.stamps.set(name, { ...by, hlc })
  }
  return after
}

function raise(row: ModelRow, top: string, rev: number): void {
  row.updatedAtMs = hlcTimeMs(top)
  row.lww = row.lww > top ? row.lww : top
  row.rev = rev
}

const min = (a: string, b: string) => (a < b ? a : b)
