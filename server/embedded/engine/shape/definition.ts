import type { Table } from '../catalogue/table.ts'
import { parseColumns } from '../protocol/names.ts'
import type { RequestErrors, ShapeRequest } from '../protocol/request.ts'
import { type Condition, parseWhere, whereError } from '../protocol/where.ts'

/** What a shape is of. Two requests with one `identity` are served by one shape. */
export interface Definition {
  identity: string
  table: Table
  /** The selected columns, sorted by name. */
  columns: readonly string[]
  conditions: readonly Condition[]
  /** The values of `$1`, `$2`, … as they were sent. */
  params: readonly string[]
  replica: 'default' | 'full'
  log: 'full' | 'changes_only'
}

export type Defined = { ok: true; definition: Definition } | { ok: false; errors: RequestErrors }

/** Puts a request and its table together; what doesn't fit is said in Electric's words. */
export function define(request: ShapeRequest, table: Table): Defined {
  const columns = selectColumns(request.columns, table)
  if (!Array.isArray(columns)) return { ok: false, errors: { columns: [columns.error] } }
  const where = request.where === undefined ? undefined : parseWhere(request.where)
  if (where?.ok === false) return { ok: false, errors: { where: [where.error] } }
  const conditions = where?.conditions ?? []
  const wrong = conditions
    .map((one) => misfit(one, request, table))
    .find((text) => text !== undefined)
  if (wrong !== undefined) return { ok: false, errors: { where: [wrong] } }
  const { params, replica, log } = request
  const identity = JSON.stringify([table.oid, request.where ?? null, params, columns, replica, log])
  return { ok: true, definition: { identity, table, columns, conditions, params, replica, log } }
}

function selectColumns(text: string | undefined, table: Table): string[] | { error: string } {
  const known = table.columns.map((column) => column.name)
  if (text === undefined) return known.sort()
  const chosen = parseColumns(text)
  if (chosen === undefined) return { error: 'Invalid zero-length delimited identifier' }
  const key = table.columns.filter((column) => column.keyPlace !== undefined)
  const missing = key.map((column) => column.name).filter((name) => !chosen.includes(name))
  if (missing.length > 0)
    return {
      error: `The list of columns must include all primary key columns, missing: ${missing.join(', ')}`,
    }
  const unknown = chosen.filter((name) => !known.includes(name))
  if (unknown.length > 0)
    return { error: `The following columns are not found on the table: ${unknown.join(', ')}` }
  return [...new Set(chosen)].sort()
}

function misfit(condition: Condition, request: ShapeRequest, table: Table): string | undefined {
  const column = table.columns.find((one) => one.name === condition.column)
  if (column === undefined) return whereError(condition.at, `unknown reference ${condition.column}`)
  if (condition.kind === 'null') return undefined
  if (condition.param > request.params.length)
    return whereError(condition.paramAt, `parameter $${condition.param} was not provided`)
  return column.comparesAsText
    ? undefined
    : whereError(condition.at, `a column of type ${column.typeName} can't be compared here`)
}
