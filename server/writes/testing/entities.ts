import fc from 'fast-check'
import type { Entity } from '../../../lib/schema/entity.ts'
import { fromWire } from '../../../lib/schema/wire.ts'
import { BY_TYPE, fresh, VALUES } from './values.ts'

/** The columns that a client may write, with a generator of what they may hold. */
export function writableColumns(entity: Entity): Record<string, fc.Arbitrary<unknown>> {
  const columns = [...entity.columns].filter(
    ([name, field]) => field.access !== 'clear' && name !== 'kind',
  )
  return Object.fromEntries(
    columns.map(([name, field]) => {
      const value = VALUES[name] ?? BY_TYPE[field.sql]
      if (value === undefined) throw new Error(`No values are known for ${name}, a ${field.sql}`)
      return [name, value]
    }),
  )
}

/** Payloads of inserts with some columns set, some cleared and some absent. */
export function anyInsert(entity: Entity): fc.Arbitrary<Record<string, unknown>> {
  const columns = Object.entries(writableColumns(entity)).map(([name, value]) => {
    const nullable = entity.columns.get(name)?.presence === 'optional'
    return [name, nullable ? fc.option(value, { nil: null }) : value] as const
  })
  const requiredKeys = [...entity.columns].flatMap(([name, { presence }]) =>
    presence === 'required' ? [name] : [],
  )
  const columnsSet = fc.record(Object.fromEntries(columns), { requiredKeys })
  return fc
    .tuple(fresh, columnsSet)
    .map(([id, payload]) => ({ ...payload, id: identified(entity, payload) ?? id }))
}

/** The id that its content gives a row, where it gives it one. */
export function identified(entity: Entity, payload: object): string | undefined {
  return entity.identify?.(fromWire(entity, payload))
}
