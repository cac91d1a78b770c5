import type { PoolClient } from 'pg'
import type { StoredRow } from '../rules/rows.ts'
import type { Finder, Pair } from './finder.ts'
import { IDENTIFIER_COLUMNS, type Identifier } from './identifiers.ts'
import { POINTERS } from './pointers.ts'
import type { MergeRecord } from './record.ts'

/** Looks up in an owner's rows, inside of that owner's transaction. */
export function postgresFinder(client: PoolClient, ownerId: string): Finder {
  const rowsOf = async (table: string, condition: string, values: unknown[]) => {
    const { rows } = await client.query<{ row: StoredRow }>(
      `SELECT content AS row FROM lock_rows($1, '${table}',
         ARRAY(SELECT id FROM ${table} WHERE owner_id = $1 AND ${condition}))`,
      [ownerId, ...values],
    )
    return rows.map(({ row }) => row)
  }
  return {
    sharing: (identifiers) =>
      rowsOf(
        'works',
        SHARING,
        IDENTIFIER_COLUMNS.map((column) => valuesOf(identifiers, column)),
      ),
    pointing: async (workIds) => {
      const found = []
      for (const { table, columns } of POINTERS) {
        const condition = columns.map((column) => `${column} = ANY ($2)`).join(' OR ')
        const rows = await rowsOf(table, `(${condition})`, [workIds])
        found.push(...rows.map((row) => ({ table, row })))
      }
      return found
    },
    rows: (table, ids) => rowsOf(table, 'id = ANY ($2)', [ids]),
    parted: async () => {
      const { rows } = await client.query<Pick<MergeRecord, 'loser_id' | 'survivor_id'>>(
        `SELECT loser_id, survivor_id FROM merges WHERE owner_id = $1 AND undone_at IS NOT NULL`,
        [ownerId],
      )
      return rows.map(({ loser_id, survivor_id }): Pair => [loser_id, survivor_id])
    },
    lostBy: async (workIds) => {
      const { rows } = await client.query<{ record: MergeRecord }>(LOST_BY, [ownerId, workIds])
      return rows.map(({ record }) => record)
    },
  }
}

const SHARING = `deleted_at IS NULL AND (${IDENTIFIER_COLUMNS.map(
  (column, index) => `${column} = ANY ($${index + 2}::text[])`,
).join(' OR ')})`

const LOST_BY = `SELECT to_jsonb(m) - 'owner_id' || jsonb_build_object('at', wire_instant(m.at))
    AS record
  FROM merges m WHERE owner_id = $1 AND undone_at IS NULL AND loser_id = ANY ($2)`

function valuesOf(identifiers: readonly Identifier[], column: string): string[] {
  const head = `${column}:`
  return identifiers.filter((one) => one.startsWith(head)).map((one) => one.slice(head.length))
}
