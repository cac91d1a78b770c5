import type { Entity } from '../../../lib/schema/entity.ts'
import { fromWire } from '../../../lib/schema/wire.ts'
import { endsOf, isLoop, MERGED_TABLE } from './ends.ts'
import type { Rows } from './rows.ts'

/** What of a change may be sent on: the row that it is about, and the rows that it points to. */
export interface Addressed {
  op: 'insert' | 'update' | 'delete'
  table: string
  entity: string
  whole: Readonly<Record<string, unknown>>
}

/** Which rows have to be known before a change can be sent on; none when all are. */
export interface Unknown {
  rows: { table: string; id: string }[]
  ends: { table: string; id: string }[]
}

/** Where a change goes, or what is yet to be found out about that. */
export type Route = Known | { kind: 'unknown'; unknown: Unknown }

interface Known {
  kind: 'known'
  entity: string
  whole: Addressed['whole']
  redirected: boolean
  /** What it relates has become one: there is nothing to relate any more. */
  looped: boolean
}

/**
 * Sends a change that names a merged work, as the row that it is about or as one that it points to,
 * on to the work that it was merged into. A row whose id follows from its content becomes another one
 * with it.
 */
export function routeOf(rows: Rows, of: Entity, change: Addressed): Route {
  const unknown: Unknown = { rows: [], ends: [] }
  const whole = standingEnds(rows, of, change.whole, unknown)
  const { table } = change
  const { named, looped } = identified(rows, of, change, whole, unknown)
  const entity = unmerges(change) ? named : survivorOf(rows, table, named)
  if (!rows.knows(table, entity)) unknown.rows.push({ table, id: entity })
  if (unknown.rows.length + unknown.ends.length > 0) return { kind: 'unknown', unknown }
  if (looped) return { kind: 'known', entity, whole: change.whole, redirected: false, looped }
  const redirected = entity !== change.entity || whole !== change.whole
  return { kind: 'known', entity, whole, redirected, looped }
}

/** The one change of a merged work that is meant for itself: it takes the merge back. */
function unmerges({ op, whole }: Addressed): boolean {
  return op === 'update' && whole.merged_into === null && whole.deleted_at === null
}

/** Columns of which each points to what stands now for what it points to. */
function standingEnds(
  rows: Rows,
  of: Entity,
  columns: Addressed['whole'],
  unknown: Unknown,
): Addressed['whole'] {
  let standing = columns
  for (const { column, table, id } of endsOf(of, columns)) {
    const at = survivorOf(rows, table, id, (end) => rows.knowsEnd(table, end))
    if (!rows.knowsEnd(table, at)) unknown.ends.push({ table, id: at })
    if (at !== id) standing = { ...standing, [column]: at }
  }
  return standing
}

/**
 * The id that a row has by its content, where its kind has such ids; its own where what it relates has
 * become one. A deleted row may have been moved: what it pointed to was merged away, and another row
 * took its place.
 */
function identified(
  rows: Rows,
  of: Entity,
  { op, table, entity, whole }: Addressed,
  standing: Addressed['whole'],
  unknown: Unknown,
): { named: string; looped: boolean } {
  const itself = { named: entity, looped: false }
  if (of.identify === undefined) return itself
  const row = of.refs && rows.knows(table, entity) ? rows.get(table, entity) : undefined
  if (op !== 'insert' && !row?.deleted_at) return itself
  const before = op === 'insert' ? whole : (row ?? whole)
  const moved = op === 'insert' ? standing : standingEnds(rows, of, before, unknown)
  if (moved === before || unknown.ends.length > 0) return itself
  if (isLoop(of, moved) && !isLoop(of, before)) return { named: entity, looped: true }
  return { named: idBy(of.identify, of, moved), looped: false }
}

type Identify = NonNullable<Entity['identify']>

function idBy(identify: Identify, of: Entity, columns: Addressed['whole']): string {
  return identify(fromWire(of, columns) as Parameters<Identify>[0]) // the insert schema held it
}

/** The work at the end of a chain of merges, or the first of it that is not known yet. */
export function survivorOf(
  rows: Rows,
  table: string,
  id: string,
  knows: (id: string) => boolean = (row) => rows.knows(table, row),
): string {
  if (table !== MERGED_TABLE) return id
  const seen = new Set<string>()
  for (let at = id; !seen.has(at); ) {
    const next = knows(at) ? rows.mergedInto(table, at) : undefined
    if (typeof next !== 'string') return at
    seen.add(at)
    at = next
  }
  return id
}
