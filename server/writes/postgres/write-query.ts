import type { LedgerEntry } from '../ledger.ts'
import type { RowChange } from '../rules/rows.ts'
import { typed } from './column-types.ts'
import { idList, LEDGER } from './read-query.ts'
import { rowsJsonb } from './row-json.ts'
import { prepared } from './statement-names.ts'

/**
 * Writes rows and the ledger in one statement, and answers the transaction's id: foreign keys are
 * held against what is there at its end, in whatever order it went.
 */
export function writeQuery(
  ownerId: string,
  rows: readonly RowChange[],
  entries: readonly LedgerEntry[],
) {
  const values: unknown[] = [ownerId]
  const place = (value: unknown) => `$${values.push(value)}`
  const parts = [
    ...insertTexts(rows, place),
    ...updateTexts(rows, place),
    ...(entries.length === 0 ? [] : [ledgerText(place(JSON.stringify(entries.map(ledgerRecord))))]),
  ]
  if (parts.length === 0) return undefined
  const named = parts.map((part, i) => `w${i} AS (${part})`).join(',\n')
  // A parameter that nothing refers to has no type.
  const text = `WITH ${named}\nSELECT pg_current_xact_id()::xid::text AS txid, $1::uuid AS owner`
  return prepared(text, values)
}

/** Makes a value a parameter, and says which. */
type Place = (value: unknown) => string

/** New rows, by table; in the order of their ids, so that two batches never wait for each other. */
function insertTexts(rows: readonly RowChange[], place: Place): string[] {
  const made = Map.groupBy(
    rows.filter(({ before }) => before === undefined),
    ({ table }) => table,
  )
  return byName(made).map(([table, those]) => {
    const records = place(rowsJsonb(those.map(({ after }) => after).sort(byId)))
    return `INSERT INTO ${table} SELECT * FROM jsonb_populate_recordset(NULL::${table}, ${records})`
  })
}

/**
 * Changed rows, by table and by what changed in them: a long text that nobody touched is not named,
 * and so not stored again.
 */
function updateTexts(rows: readonly RowChange[], place: Place): string[] {
  const changed = rows.flatMap(({ table, before, after }) => {
    if (before === undefined) return []
    const columns = Object.keys(after).filter((column) => after[column] !== before[column])
    return [{ table, after, columns, kind: `${table} ${columns.sort().join(' ')}` }]
  })
  return byName(Map.groupBy(changed, ({ kind }) => kind)).flatMap(([, those]) => {
    const [first] = those
    if (first === undefined || first.columns.length === 0) return []
    const { table, columns } = first
    const ids = place(idList(those.map(({ after }) => after.id)))
    const rows = those.map(({ after }) => after)
    const records = place(rowsJsonb(rows, ['id', ...columns]))
    // The ids twice: by them alone the rows are found, whatever plan is made for the join.
    return `UPDATE ${table} AS t SET ${columns.map((column) => `${column} = r.${column}`).join(', ')}
      FROM jsonb_to_recordset(${records}) AS r (${typed(table, ['id', ...columns])})
      WHERE t.owner_id = $1 AND t.id = ANY (${ids}) AND t.id = r.id`
  })
}

function byName<T>(groups: Map<string, T[]>): [string, T[]][] {
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1))
}

function byId(a: { id: string }, b: { id: string }): number {
  return a.id < b.id ? -1 : 1
}

/** Another transaction that applied one of the changes meanwhile is a unique violation. */
function ledgerText(records: string): string {
  return `INSERT INTO ${LEDGER} (owner_id, change_id, payload_hash, client_id, seq, table_name,
      entity_id, op, hlc, outcome, code, error, rev, canonical_id, server_at)
    SELECT $1, change_id, payload_hash, client_id, seq, table_name, entity_id, op, hlc, outcome,
      code, error, rev, canonical_id, server_at
    FROM json_populate_recordset(NULL::${LEDGER}, ${records})`
}

function ledgerRecord(entry: LedgerEntry): object {
  const { changeId, hash, client, table, entity, canonicalId, serverAt, ...same } = entry
  return {
    ...same,
    ...{ change_id: changeId, payload_hash: `\\x${hash}`, client_id: client, table_name: table },
    ...{ entity_id: entity, canonical_id: canonicalId, server_at: serverAt },
  }
}
