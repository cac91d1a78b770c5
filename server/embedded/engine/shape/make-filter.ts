import pg, { type Pool } from 'pg'
import { quoteName } from '../protocol/names.ts'
import type { RequestErrors } from '../protocol/request.ts'
import type { Definition } from './definition.ts'
import type { Filter, Test } from './filter.ts'

export type MadeFilter = { ok: true; filter: Filter } | { ok: false; errors: RequestErrors }

/** Values come back as the text that Postgres prints, as they do in the stream. */
const AS_PRINTED: pg.CustomTypesConfig = { getTypeParser: () => (text: unknown) => text }

/** Makes the tests of a definition. A value that its column's type can't hold is the caller's error. */
export async function makeFilter(pool: Pool, definition: Definition): Promise<MadeFilter> {
  if (definition.conditions.length === 0) return { ok: true, filter: [] }
  try {
    const values = await printedValues(pool, definition)
    const filter = definition.conditions.map((condition, index): Test => {
      const column = definition.table.columns.findIndex(({ name }) => name === condition.column)
      return condition.kind === 'null'
        ? { kind: 'null', column }
        : { kind: 'equals', column, value: values[index] ?? '' }
    })
    return { ok: true, filter }
  } catch (error) {
    if (!isBadValue(error)) throw error
    return { ok: false, errors: { params: [error.message] } }
  }
}

/** Asks Postgres how it prints each condition's value as its column's type: `A0EE…` is `a0ee…` as a uuid. */
async function printedValues(pool: Pool, { table, conditions, params }: Definition) {
  const sent: (string | undefined)[] = []
  const casts = conditions.map((condition) => {
    if (condition.kind === 'null') return 'NULL'
    const column = table.columns.find(({ name }) => name === condition.column)
    sent.push(params[condition.param - 1])
    return `$${sent.length}::pg_catalog.${quoteName(column?.typeName ?? 'text')}`
  })
  const text = `SELECT ${casts.join(', ')}`
  const query = { text, values: sent, rowMode: 'array' as const, types: AS_PRINTED }
  const result = await pool.query<(string | null)[]>(query)
  return result.rows[0] ?? []
}

/** Class 22 is "data exception": the text is no value of that type. */
function isBadValue(error: unknown): error is pg.DatabaseError {
  return error instanceof pg.DatabaseError && error.code?.startsWith('22') === true
}
