import { entityOf } from '../../../lib/schema/entities.ts'
import { hlcAt } from '../../../lib/wire/hlc.ts'
import { freshRow } from '../rules/fresh-row.ts'
import type { StoredRow } from '../rules/rows.ts'
import type { UnitChange } from '../rules/unit.ts'
import { NOW_MS } from './changes.ts'

export const OWNER = 'cccccccc-0000-4000-8000-000000000000'

let count = 0

/** A change as the rules take it, of a work unless told otherwise, by a client of its own. */
export function unitChange(about: Partial<UnitChange> & { table?: string } = {}): UnitChange {
  count++
  const of = entityOf(about.table ?? 'works')
  if (of === undefined) throw new Error('There is no such table')
  const by = { client: `client ${count}`, seq: count, hlc: hlcAt(NOW_MS - 1000), baseRev: null }
  return {
    ...{ id: `change ${count}`, group: null, table: of.table, of, op: 'insert', entity: 'w1', by },
    ...{ createdAtMs: NOW_MS, whole: {}, keys: {}, elements: {}, ...about },
  }
}

/** A row of a table as it may be stored. */
export function storedRow(table: string, id: string, columns: object = {}): StoredRow {
  const of = entityOf(table)
  if (of === undefined) throw new Error('There is no such table')
  return { ...freshRow(of, OWNER, id), rev: 1, lww: hlcAt(1), ...columns }
}
