import type { Entity } from '../../../lib/schema/entity.ts'
import { fromWire } from '../../../lib/schema/wire.ts'
import { endsOf, MERGED_TABLE } from './ends.ts'
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
}

/**
 * Sends a change that names a merged work, as the row that it is about or as one that it points to,
 * on to the work that it was merged into. A row whose id follows from its content becomes another one
 * with it.
 */
export function routeOf(rows: Rows, of: Entity, change: Addressed): Route {
  const unknown: Unknown = { rows: [], ends: [] }
  let { whole } = change
  for (const { column, table, id } of endsOf(of, whole)) {
    const at = survivorOf(rows, table, id, (end) => rows.knowsEnd(table, end))
    if (!rows.knowsEnd(table, at)) unknown.ends.push({ table, id: at })
    if (at !== id) whole = { ...whole, [column]: at }
  }
  const { table } = change
  const named = unknown.ends.length === 0 ? identified(of, change, whole) : change.entity
  const entity = unmerges(change) ? named : survivorOf(rows, table, named)
  if (!rows.knows(table, entity)) unknown.rows.push({ table, id: entity })
  if (unknown.rows.length + unknown.ends.length > 0) return { kind: 'unknown', unknown }
  const redirected = entity !== change.entity || whole !== change.whole
  return { kind: 'known', entity, whole, redirected }
}

/** The one change of a merged work that is meant for itself: it takes the merge back. */
function unmerges({ op, whole }: Addressed): boolean {
  return op === 'update' && whole.merged_into === null && whole.deleted_at === null
}

/** The id that a row has by its content, where its kind has such ids. */
function identified(of: Entity, change: Addressed, whole: Addressed['whole']): string {
  if (change.op !== 'insert' || of.identify === undefined) return change.entity
  const data = fromWire(of, whole)
  return of.identify(data as Parameters<NonNullable<Entity['identify']>>[0]) // the insert schema held it
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
