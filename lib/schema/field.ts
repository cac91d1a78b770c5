import * as z from 'zod/mini'

/** How two writers of one column meet: the column as a whole, each element of a set, or each top-level key. */
export type Merge = 'whole' | 'elements' | 'keys'

/** Whether an insert must carry a column, Postgres fills it in, or it may be null. */
export type Presence = 'required' | 'fallback' | 'optional'

/**
 * Who may write a column. `open`: inserts and patches · `once`: an insert sets it for good ·
 * `clear`: the server sets it, and a patch may clear it, nothing else.
 */
export type Access = 'open' | 'once' | 'clear'

/**
 * One column of an entity, declared once.
 * `schema` says what a value may be, on either side of the wire; `sql` is the column's type as
 * Postgres prints it; a `fallback` is what Postgres fills in where an insert is silent, and makes
 * the column NOT NULL.
 */
export interface Field<
  T,
  Present extends Presence = 'optional',
  Meeting extends Merge = Merge,
  Writable extends Access = Access,
> {
  schema: z.ZodMiniType<T>
  sql: string
  merge: Meeting
  presence: Present
  fallback: T | undefined
  access: Writable
}

type Open<T, M extends Merge> = Field<T, 'optional', M, 'open'>

function field<T, M extends Merge>(schema: z.ZodMiniType<T>, sql: string, merge: M): Open<T, M> {
  return { schema, sql, merge, presence: 'optional', fallback: undefined, access: 'open' }
}

/** A field that an insert must carry and no patch may clear. */
export function required<T, M extends Merge>(of: Open<T, M>): Field<T, 'required', M, 'open'> {
  return { ...of, presence: 'required' }
}

/** A field that is never null: where an insert is silent, Postgres fills in `value`. */
export function fallback<T, M extends Merge>(
  of: Open<T, M>,
  value: T,
): Field<T, 'fallback', M, 'open'> {
  return { ...of, presence: 'fallback', fallback: value }
}

/** A field that an insert sets for good: no patch may carry it. */
export function once<T, P extends Presence, M extends Merge>(
  of: Field<T, P, M, 'open'>,
): Field<T, P, M, 'once'> {
  return { ...of, access: 'once' }
}

/** A field that the server sets: no insert may carry it, and a patch may only clear it. */
export function clearable<T, M extends Merge>(of: Open<T, M>): Field<T, 'optional', M, 'clear'> {
  return { ...of, access: 'clear' }
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
