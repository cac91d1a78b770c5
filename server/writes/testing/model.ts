import type { ErrorCode, Receipt, WireChange } from '../../../lib/wire/batch.ts'
import { hlcAt, hlcTimeMs, tick } from '../../../lib/wire/hlc.ts'
import type { Scripted } from './scripts.ts'

/**
 * The rules of data.md a second time, for small works, as plainly as they can be said: one register
 * for each column, tag and key. What the server does is compared with it.
 */
export interface Model {
  registers: Map<string, Register>
  rev: number
  lww: string
  updatedAtMs: number
}

interface Register {
  value: unknown
  stamp?: { hlc: string; client: string; seq: number; rev: number }
}

/** What a change writes: register → value. `deleted` is true or null; an absent part is null. */
type Writes = Map<string, unknown>

type Told = { outcome: Receipt['outcome']; rev: number } | { code: ErrorCode }

/** Applies one change to a row (undefined: none yet) and tells what a client is told. */
export function applyToModel(
  row: Model | undefined,
  change: Scripted,
  nowMs: number,
): { row: Model | undefined; told: Told } {
  const writes = writesOf(change)
  const refused = unmerged(row, change, writes)
  if (refused !== undefined) return { row, told: refused }
  const before = row ?? { registers: new Map(), rev: 0, lww: '', updatedAtMs: 0 }
  const eff = [change.hlc, hlcAt(nowMs + 5_000)].sort()[0] ?? ''
  const won = new Map<string, string>()
  for (const name of writes.keys()) {
    const hlc = acceptedClock(before.registers.get(name), change, eff)
    if (hlc !== undefined) won.set(name, hlc)
  }
  const differs = (name: string) =>
    (before.registers.get(name)?.value ?? null) !== (writes.get(name) ?? null)
  const lost = [...writes.keys()].some((name) => !won.has(name) && differs(name))
  if (
    (lost && won.size === 0) ||
    (isDeleted(row) && change.op === 'update' && !won.has('deleted'))
  ) {
    return { row, told: { code: 'STALE' } }
  }
  const changed = row === undefined || [...won.keys()].some(differs)
  const rev = before.rev + (changed ? 1 : 0)
  const after = write(before, writes, won, { client: change.client_id, seq: change.seq, rev })
  if (changed) raise(after, [...won.values()].sort().at(-1) ?? eff, rev)
  const outcome = lost ? 'partial' : changed ? 'applied' : 'noop'
  return { row: after, told: { outcome, rev } }
}

const isDeleted = (row: Model | undefined) => row?.registers.get('deleted')?.value === true

/** What a change is told that finds no row, or a deleted one. */
function unmerged(row: Model | undefined, { op }: Scripted, writes: Writes): Told | undefined {
  if (row === undefined && op === 'delete') return { outcome: 'noop', rev: 0 }
  if (row === undefined && op === 'update') return { code: 'DEP_MISSING' }
  return isDeleted(row) && !writes.has('deleted') ? { code: 'DELETED' } : undefined
}

function raise(row: Model, top: string, rev: number): void {
  row.updatedAtMs = hlcTimeMs(top)
  row.lww = [row.lww, top].sort().at(-1) ?? ''
  row.rev = rev
}

function acceptedClock(
  { stamp }: Register = { value: null },
  { client_id = '', seq = 0, base_rev = -1 }: WireChange,
  eff: string,
): string | undefined {
  if (stamp === undefined || eff + client_id > stamp.hlc + stamp.client) return eff
  const next = tick(stamp.hlc, 0)
  if (stamp.client === client_id && stamp.seq < seq) return next
  return base_rev >= stamp.rev ? next : undefined
}

function write(
  row: Model,
  writes: Writes,
  won: Map<string, string>,
  by: { client: string; seq: number; rev: number },
): Model {
  const registers = new Map(row.registers)
  for (const [name, hlc] of won) {
    registers.set(name, { value: writes.get(name) ?? null, stamp: { hlc, ...by } })
  }
  return { ...row, registers }
}

function writesOf({ op, payload }: WireChange): Writes {
  if (op === 'delete') return new Map([['deleted', true]])
  const writes: Writes = new Map()
  const { title, notes, topics, metadata, deleted_at } = payload
  if (title !== undefined) writes.set('title', title)
  if (notes !== undefined) writes.set('notes', notes)
  if (deleted_at !== undefined) writes.set('deleted', null)
  const { add = [], remove = [] }: { add?: string[]; remove?: string[] } = Array.isArray(topics)
    ? { add: topics }
    : (topics ?? {})
  for (const tag of remove) writes.set(`topics ${tag}`, null)
  for (const tag of add) writes.set(`topics ${tag}`, true)
  for (const [key, value] of Object.entries(metadata ?? {})) writes.set(`metadata ${key}`, value)
  return writes
}

/** The columns of a modelled row as a work has them; tags sorted. */
export function columnsOf({ registers, rev, lww, updatedAtMs }: Model): Record<string, unknown> {
  const live = [...registers].filter(([, { value }]) => value !== null)
  const part = (column: string) =>
    live
      .filter(([name]) => name.startsWith(`${column} `))
      .map(([name, { value }]) => [name.slice(column.length + 1), value] as const)
  return {
    title: registers.get('title')?.value ?? null,
    notes: registers.get('notes')?.value ?? null,
    topics: part('topics')
      .map(([tag]) => tag)
      .sort(),
    metadata: Object.fromEntries(part('metadata')),
    deleted: registers.get('deleted')?.value === true,
    ...{ rev, lww, updatedAt: new Date(updatedAtMs).toISOString() },
  }
}
