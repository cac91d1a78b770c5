import * as z from 'zod/mini'

/** How two writers of one column meet: the column as a whole, each element of a set, or each top-level key. */
export type Merge = 'whole' | 'elements' | 'keys'

/**
 * One column of an entity, declared once.
 * `schema` says what a value may be, on either side of the wire; `sql` is the column's type as
 * Postgres prints it; a `fallback` is what Postgres fills in where an insert is silent, and makes
 * the column NOT NULL.
 */
export interface Field<T, Presence extends 'required' | 'fallback' | 'optional' = 'optional'> {
  schema: z.ZodMiniType<T>
  sql: string
  merge: Merge
  presence: Presence
  fallback: T | undefined
  /** Set by the server alone; no insert and no patch may carry it. */
  readOnly: boolean
}

type Column = Pick<Field<unknown>, 'sql' | 'merge'>

function field<T>(schema: z.ZodMiniType<T>, column: Column): Field<T> {
  return { schema, ...column, presence: 'optional', fallback: undefined, readOnly: false }
}

/** A field that an insert must carry and no patch may clear. */
export function required<T>(of: Field<T>): Field<T, 'required'> {
  return { ...of, presence: 'required' }
}

/** A field that is never null: where an insert is silent, Postgres fills in `value`. */
export function fallback<T>(of: Field<T>, value: T): Field<T, 'fallback'> {
  return { ...of, presence: 'fallback', fallback: value }
}

/** A field that the server alone sets. */
export function readOnly<T>(of: Field<T>): Field<T> {
  return { ...of, readOnly: true }
}

const whole = (sql: string): Column => ({ sql, merge: 'whole' })

export const text = <T extends string>(schema: z.ZodMiniType<T>) => field(schema, whole('text'))
export const int = (schema: z.ZodMiniType<number>) => field(schema, whole('integer'))
export const bigint = (schema: z.ZodMiniType<number>) => field(schema, whole('bigint'))
export const bool = () => field(z.boolean(), whole('boolean'))
export const uuid = (schema: z.ZodMiniType<string>) => field(schema, whole('uuid'))
export const instant = (schema: z.ZodMiniType<string>) =>
  field(schema, whole('timestamp(3) with time zone'))
export const textArray = (schema: z.ZodMiniType<string[]>) => field(schema, whole('text[]'))
export const textSet = (schema: z.ZodMiniType<string[]>) =>
  field(schema, { sql: 'text[]', merge: 'elements' })
export const json = <T>(schema: z.ZodMiniType<T>) => field(schema, whole('jsonb'))
export const jsonKeys = <T>(schema: z.ZodMiniType<T>) =>
  field(schema, { sql: 'jsonb', merge: 'keys' })
