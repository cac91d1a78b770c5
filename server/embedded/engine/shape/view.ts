import type { Table } from '../catalogue/table.ts'
import { keyHead, rowKey } from '../protocol/key.ts'
import type { Operation, Row } from '../protocol/messages.ts'
import type { RowChange, Tuple } from '../wal/change.ts'
import type { Definition } from './definition.ts'
import { type Filter, holds } from './filter.ts'

/** What a shape makes of a change of its table: which rows, which columns, how much of the old row. */
export interface View {
  filter: Filter
  columns: readonly { name: string; index: number }[]
  key: readonly number[]
  keyColumns: readonly { name: string; index: number }[]
  keyHead: string
  relation: readonly [schema: string, table: string]
  whole: boolean
}

/** Prepares a definition for changes. */
export function viewOf(definition: Definition, filter: Filter): View {
  const { table } = definition
  const columns = placed(table, definition.columns)
  return {
    filter,
    columns,
    key: table.key,
    keyColumns: columns.filter(({ index }) => table.key.includes(index)),
    keyHead: keyHead(table.schema, table.name),
    relation: [table.schema, table.name],
    whole: definition.replica === 'full',
  }
}

function placed(table: Table, names: readonly string[]) {
  const indexed = new Map(table.columns.map(({ name }, index) => [name, index]))
  return names.map((name) => ({ name, index: indexed.get(name) ?? -1 }))
}

/** What one change means to the shape; nothing, where none of its rows or columns changed. */
export function operationsOf(view: View, change: RowChange, position: number): Operation[] {
  const old = change.kind === 'insert' ? undefined : held(view, change.old)
  const next = change.kind === 'delete' ? undefined : held(view, change.next)
  if (old === undefined) return next === undefined ? [] : [insertion(view, next, position)]
  if (next === undefined) return [deletion(view, old, position)]
  return updates(view, old, next, position)
}

function held(view: View, row: Tuple): Tuple | undefined {
  return holds(view.filter, row) ? row : undefined
}

function insertion(view: View, row: Tuple, position: number): Operation {
  const value = pick(view.columns, row)
  return { operation: 'insert', position, key: rowKey(view.keyHead, view.key, row), value }
}

function deletion(view: View, row: Tuple, position: number): Operation {
  const value = pick(view.whole ? view.columns : view.keyColumns, row)
  return { operation: 'delete', position, key: rowKey(view.keyHead, view.key, row), value }
}

function updates(view: View, old: Tuple, next: Tuple, position: number): Operation[] {
  const from = rowKey(view.keyHead, view.key, old)
  const to = rowKey(view.keyHead, view.key, next)
  if (from !== to) {
    return [
      { ...deletion(view, old, position), keyChange: { key_change_to: to } },
      { ...insertion(view, next, position + 1), keyChange: { key_change_from: from } },
    ]
  }
  const changed = view.columns.filter(({ index }) => old[index] !== next[index])
  if (changed.length === 0) return []
  const head = { operation: 'update' as const, position, key: to }
  return view.whole
    ? [{ ...head, value: pick(view.columns, next), oldValue: pick(changed, old) }]
    : [{ ...head, value: pick([...view.keyColumns, ...changed], next) }]
}

function pick(columns: View['columns'], row: Tuple): Row {
  const value: Row = {}
  for (const { name, index } of columns) value[name] = row[index] ?? null
  return value
}
