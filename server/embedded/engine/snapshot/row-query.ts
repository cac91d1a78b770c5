import { escapeLiteral } from 'pg'
import type { Column } from '../catalogue/table.ts'
import { keyHead } from '../protocol/key.ts'
import { quoteName } from '../protocol/names.ts'
import type { Definition } from '../shape/definition.ts'
import type { Filter } from '../shape/filter.ts'

/** Types whose cast to text isn't what Postgres prints: char(n) loses its padding, inet gets a mask. */
const OUTPUT: Record<string, string> = { bpchar: 'bpcharout', inet: 'inet_out' }

/**
 * The query of a snapshot: each row as the JSON that goes to the client, made by Postgres itself,
 * so that rows pass through without being looked at. COPY takes no parameters: the filter's values
 * are literals.
 */
export function rowQuery({ table, columns }: Definition, filter: Filter): string {
  const all = new Map(table.columns.map((column) => [column.name, column]))
  const values = columns.map((name, index) => {
    const column = all.get(name)
    const head = escapeLiteral(`${index === 0 ? '' : ','}${JSON.stringify(name)}:`)
    return `${head} || coalesce(to_json(${column ? printed(column) : 'NULL'})::text, 'null')`
  })
  const relation = JSON.stringify([table.schema, table.name])
  const tail = `},"headers":{"operation":"insert","relation":${relation}}}`
  const row = [`'{"key":'`, `to_json(${keyOf(table)})::text`, `',"value":{'`, ...values]
  const from = `${quoteName(table.schema)}.${quoteName(table.name)}`
  return `SELECT ${[...row, escapeLiteral(tail)].join(' || ')} FROM ${from}${whereOf(table.columns, filter)}`
}

function printed({ name, typeName, dims }: Column): string {
  const output = dims === 0 ? OUTPUT[typeName] : undefined
  const column = quoteName(name)
  return output === undefined ? `${column}::text` : `textin(${output}(${column}))`
}

function keyOf(table: Definition['table']): string {
  const parts = table.key.map((index) => {
    const column = table.columns[index]
    const text = column ? printed(column) : 'NULL'
    return `coalesce('/"' || replace(${text}, '/', '//') || '"', '/_')`
  })
  return [escapeLiteral(keyHead(table.schema, table.name)), ...parts].join(' || ')
}

function whereOf(columns: readonly Column[], filter: Filter): string {
  const tests = filter.map((test) => {
    const name = quoteName(columns[test.column]?.name ?? '')
    return test.kind === 'null' ? `${name} IS NULL` : `${name} = ${escapeLiteral(test.value)}`
  })
  return tests.length === 0 ? '' : ` WHERE ${tests.join(' AND ')}`
}
