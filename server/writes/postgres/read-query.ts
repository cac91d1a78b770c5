import { entityOf } from '../../../lib/schema/entities.ts'
import {
  IDENTIFIER_COLUMNS,
  IDENTIFIER_LENGTH,
  type Identifier,
  valuesOf,
} from '../merging/identifiers.ts'
import type { RowName, Wanted } from '../store.ts'
import { prepared } from './statement-names.ts'

/** One row of what `readQuery` answers: a row or an end of a table, or an entry of the ledger. */
export interface ReadRow {
  source: string
  id: string
  /** Null for an end. */
  content: Record<string, unknown> | null
  merged_into: string | null
}

/** Where the entries of the ledger come from. */
export const LEDGER = 'write_log'

/** What says of a work that it has one of the identifiers. */
export const SHARING = 'sharing'

/**
 * Reads all that is wanted in one statement. Rows are locked in the order of their tables and ids, so
 * that two batches never wait for each other; others may still refer to them.
 */
export function readQuery(
  ownerId: string,
  { rows, ends = [], changes = [], identifiers = [] }: Wanted,
) {
  const values: unknown[] = [ownerId]
  const parts: string[] = []
  const place = (value: unknown) => `$${values.push(value)}`
  for (const [table, names] of tablesOf(rows, ends)) {
    const ids = place(idList([...names.rows, ...names.ends]))
    parts.push(tableText(table, ids, names.ends.length > 0 ? place(idList(names.rows)) : undefined))
  }
  if (changes.length > 0) parts.push(ledgerText(place(idList(changes))))
  parts.push(...sharingTexts(identifiers, place))
  if (parts.length === 0) return undefined
  return prepared(parts.join('\nUNION ALL\n'), values)
}

/** Ids as Postgres writes an array of them: judged to be uuids, they need no quotes. */
export function idList(ids: readonly string[]): string {
  return `{${ids.join()}}`
}

interface Names {
  rows: string[]
  ends: string[]
}

/** The wanted ids by table, in the order of the tables' names; each id once. */
function tablesOf(rows: readonly RowName[], ends: readonly RowName[]): [string, Names][] {
  const tables = new Map<string, { rows: Set<string>; ends: Set<string> }>()
  const of = (table: string) => {
    const known = tables.get(table) ?? { rows: new Set(), ends: new Set() }
    tables.set(table, known)
    return known
  }
  for (const { table, id } of rows) of(table).rows.add(id)
  for (const { table, id } of ends) if (!of(table).rows.has(id)) of(table).ends.add(id)
  return [...tables]
    .map(([table, names]): [string, Names] => [
      table,
      { rows: [...names.rows], ends: [...names.ends] },
    ])
    .sort(([a], [b]) => (a < b ? -1 : 1))
}

/** `rows` are the ids whose rows are read in full; all of them unless it is told. */
function tableText(table: string, ids: string, rows: string | undefined): string {
  const entity = entityOf(table)
  if (entity === undefined) throw new Error(`${table} is no table that syncs`)
  const full =
    rows === undefined ? 'row_to_json(t)' : `CASE WHEN id = ANY (${rows}) THEN row_to_json(t) END`
  const merged = entity.columns.has('merged_into') ? 'merged_into' : 'NULL::uuid'
  return `SELECT '${table}' AS source, id, ${full} AS content, ${merged} AS merged_into
    FROM (SELECT * FROM ${table} WHERE owner_id = $1 AND id = ANY (${ids})
          ORDER BY id FOR NO KEY UPDATE) AS t`
}

function ledgerText(changes: string): string {
  return `SELECT '${LEDGER}' AS source, change_id AS id, json_build_object(
      'changeId', change_id, 'hash', encode(payload_hash, 'hex'), 'client', client_id, 'seq', seq,
      'table', table_name, 'entity', entity_id, 'op', op, 'hlc', hlc, 'outcome', outcome,
      'code', code, 'error', error, 'rev', rev, 'canonicalId', canonical_id, 'serverAt', server_at)
      AS content,
      NULL::uuid AS merged_into
    FROM ${LEDGER} WHERE owner_id = $1 AND change_id = ANY (${changes})`
}

/**
 * The live works that have one of the identifiers: only their ids, and none of them is locked. Each
 * value is looked up by itself: for a list of values a plan that was made while the table was small
 * reads all works of the owner.
 */
function sharingTexts(
  identifiers: readonly Identifier[],
  place: (values: string[]) => string,
): string[] {
  return IDENTIFIER_COLUMNS.flatMap((column) => {
    const values = valuesOf(identifiers, column)
    if (values.length === 0) return []
    return `SELECT '${SHARING}' AS source, id, NULL::json AS content, NULL::uuid AS merged_into
      FROM unnest(${place(values)}::text[]) AS named, LATERAL (
        SELECT id FROM works
        WHERE owner_id = $1 AND deleted_at IS NULL AND length(${column}) <= ${IDENTIFIER_LENGTH}
          AND ${column} = named
        OFFSET 0) AS one`
  })
}

/** Reads and locks the rows of a table whose column holds one of the values. */
export function findQuery(
  ownerId: string,
  table: string,
  column: string,
  values: readonly string[],
) {
  if (!entityOf(table)?.columns.has(column)) throw new Error(`${table} has no column ${column}`)
  const text = `SELECT row_to_json(t) AS content
    FROM (SELECT * FROM ${table} WHERE owner_id = $1 AND ${column} = ANY ($2)
          ORDER BY id FOR NO KEY UPDATE) AS t`
  return prepared(text, [ownerId, values])
}
