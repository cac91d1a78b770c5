import * as z from 'zod/mini'

/** How two writers of one column meet: the column as a whole, each element of a set, or each top-level key. */
export type Merge = 'whole' | 'elements' | 'keys'

/**
 * One column of an entity, declared once.
 * `schema` says what a value may be, on either side of the wire; `sql` is the column's type as
 * Postgres prints it; a `fallback` is what Postgres fills in where an insert is silent, and makes
 * the column NOT NULL.
 */
export interface Field<
  T,
  Presence extends 'required' | 'fallback' | 'optional' = 'optional',
  Meeting extends Merge = Merge,
> {
  schema: z.ZodMiniType<T>
  sql: string
  merge: Meeting
  presence: Presence
  fallback: T | undefined
  /** Set by the server alone; no insert and no patch may carry it. */
  readOnly: boolean
}

function field<T, M extends Merge>(
  schema: z.ZodMiniType<T>,
  sql: string,
  merge: M,
): Field<T, 'optional', M> {
  return { schema, sql, merge, presence: 'optional', fallback: undefined, readOnly: false }
}

/** A field that an insert must carry and no patch may clear. */
export function required<T, M extends Merge>(of: Field<T, 'optional', M>): Field<T, 'required', M> {
  return { ...of, presence: 'required' }
}

/** A field that is never null: where an insert is silent, Postgres fills in `value`. */
export function fallback<T, M extends Merge>(
  of: Field<T, 'optional', M>,
  value: T,
): Field<T, 'fallback', M> {
  return { ...of, presence: 'fallback', fallback: value }
}

/** A field that the server alone sets. */
export function readOnly<T, M extends Merge>(of: Field<T, 'optional', M>): Field<T, 'optional', M> {
  return { ...of, readOnly: true }
}

export const text = <T extends string>(schema: z.ZodMiniType<T>) => field(schema, 'text', 'whole')
export const int = (schema: z.ZodMiniType<number>) => field(schema, 'integer', 'whole')
export const bigint = (schema: z.ZodMiniType<number>) => field(schema, 'bigint', 'whole')
export const bool = () => field(z.boolean(), 'boolean', 'whole')
export const uuid = (schema: z.ZodMiniType<string>) => field(schema, 'uuid', 'whole')
export const instant = (schema: z.ZodMiniType<string>) =>
  field(schema, 'timestamp(3) with time zone', 'whole')
export const textArray = (schema: z.ZodMiniType<string[]>) => field(schema, 'text[]', 'whole')
export const textSet = (schema: z.ZodMiniType<string[]>) => field(schema, 'text[]', 'elements')
export const json = <T>(schema: z.ZodMiniType<T>) => field(schema, 'jsonb', 'whole')
export const jsonKeys = <T>(schema: z.ZodMiniType<T>) => field(schema, 'jsonb', 'keys')
