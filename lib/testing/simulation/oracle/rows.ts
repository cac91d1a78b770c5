import { cellsOfRow, equal } from '../cells.ts'
import type { StoredRow, Version } from '../history.ts'
import { isDeleted, type ModelRow, valueIn } from '../model.ts'
import type { ModelServer } from '../model-server.ts'

/** What the server's rows and the model's disagree about, a line each. */
export function differences(model: ModelServer, stored: Iterable<Version>): string[] {
  return [...stored].flatMap(({ table, row }) => {
    const wanted = model.rows.get(`${table}:${row.id}`)
    const name = `${table}:${row.id.slice(0, 8)}`
    if (!wanted) return [`the server has a row ${name} that the model lacks`]
    return rowDifferences(wanted, row).map((line) => `${name} ${line}`)
  })
}

function rowDifferences(wanted: ModelRow, row: StoredRow): string[] {
  const cells = cellsOfRow(wanted.table, (column) => row[column])
  const names = new Set([...cells.keys(), ...wanted.cells.keys()])
  names.delete('deleted')
  const wrong = [...names].filter((name) => !equal(cells.get(name) ?? null, valueIn(wanted, name)))
  return [
    ...wrong.map(
      (name) => `${name} is ${show(cells.get(name))}, not ${show(valueIn(wanted, name))}`,
    ),
    ...(row.rev === wanted.rev ? [] : [`has rev ${row.rev}, not ${wanted.rev}`]),
    ...((row.deleted_at !== null) === isDeleted(wanted) ? [] : ['differs in being deleted']),
    ...(row.lww === wanted.lww ? [] : [`has the clock ${row.lww}, not ${wanted.lww}`]),
    ...(Date.parse(String(row.updated_at)) === wanted.updatedAtMs ? [] : ['differs in updated_at']),
  ]
}

const show = (value: unknown) => JSON.stringify(value ?? null)
