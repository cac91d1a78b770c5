import type * as z from 'zod/mini'
import { snakeCase } from '../kit/case.ts'
import type { Access, Field, Merge, Presence } from './field.ts'
import { insertSchema } from './insert.ts'
import { patchSchema, removalSchema } from './patch.ts'

/** The tables that sync, by their names in SQL and on the wire. */
export type TableName =
  | 'works'
  | 'assets'
  | 'activities'
  | 'collections'
  | 'edges'
  | 'annotations'
  | 'cards'
  | 'review_logs'

export type AnyField = Field<unknown, Presence, Merge, Access>
export type Fields = Record<string, AnyField>

type Value<F> = F extends Field<infer T, infer _P, infer _M, infer _A> ? T : never
type PresenceOf<F> = F extends Field<infer _T, infer P, infer _M, infer _A> ? P : never
type AccessOf<F> = F extends Field<infer _T, infer _P, infer _M, infer A> ? A : never
type KeysOf<F extends Fields, P extends Presence, A extends Access> = {
  [K in keyof F]: PresenceOf<F[K]> extends P ? (AccessOf<F[K]> extends A ? K : never) : never
}[keyof F]

/** What every synced row has beside its own fields. Instants are ISO 8601, `lww` is its highest clock. */
export interface RowHead {
  id: string
  rev: number
  lww: string
  createdAt: string
  updatedAt: string
}

/** What set-like fields are patched with; `remove` is applied first. */
export interface SetPatch {
  add?: string[]
  remove?: string[]
}

type PatchValue<F, T> = T extends string[] ? (F extends { merge: 'elements' } ? SetPatch : T) : T

type RowFields<F extends Fields> = {
  [K in keyof F]: PresenceOf<F[K]> extends 'optional' ? Value<F[K]> | null : Value<F[K]>
}
type Inserted = 'open' | 'once'
type InsertFields<F extends Fields> = { [K in KeysOf<F, 'required', Inserted>]: Value<F[K]> } & {
  [K in KeysOf<F, 'fallback', Inserted>]?: Value<F[K]>
} & { [K in KeysOf<F, 'optional', Inserted>]?: Value<F[K]> | null }
type PatchFields<F extends Fields> = {
  [K in KeysOf<F, 'required' | 'fallback', 'open'>]?: PatchValue<F[K], Value<F[K]>>
} & {
  [K in KeysOf<F, 'optional', 'open'>]?: Value<F[K]> | null
} & { [K in KeysOf<F, Presence, 'clear'>]?: null }

export interface EntityDeclaration<F extends Fields> {
  table: TableName
  fields: F
  /** The fields that the mirror can look up; `field.key` is a key inside a JSON field. */
  indexes: (keyof F | keyof RowHead | `${Extract<keyof F, string>}.${string}`)[]
  /** The fields that hold another entity's id, and that entity's table: foreign keys. */
  parents?: Partial<Record<keyof F, TableName>>
  /** The fields that hold the id of an entity of any table; it may be gone. */
  refs?: (keyof F)[]
  /** Its rows are facts: they are made, and neither changed nor deleted. */
  appendOnly?: true
  /**
   * The id that its content gives a row, so that the same thing made on two devices is one row.
   * Such an insert is also a restore: it may carry `deletedAt: null`. Absent: ids are random.
   */
  identify?: (data: InsertFields<F>) => string
}

/** One synced entity: everything that client, server and mirror know of it comes from here. */
export interface Entity<F extends Fields = Fields> extends EntityDeclaration<F> {
  /** Snake-case name of each of its own columns → its field, in the order of declaration. */
  columns: Map<string, AnyField>
  insert: z.ZodMiniType<InsertFields<F> & { id: string }>
  patch: z.ZodMiniType<PatchFields<F> & { id: string }>
  removal: z.ZodMiniType<{ id: string }>
}

export type RowOf<E> = E extends Entity<infer F> ? RowHead & RowFields<F> : never
export type InsertOf<E> = E extends Entity<infer F> ? InsertFields<F> : never
export type PatchOf<E> = E extends Entity<infer F> ? PatchFields<F> & { deletedAt?: null } : never

/** Declares an entity once; validation, wire, SQL, shapes and mirror follow from it. */
export function defineEntity<const F extends Fields>(declared: EntityDeclaration<F>): Entity<F> {
  const fields = Object.entries<AnyField>(declared.fields)
  const about = declared as unknown as EntityDeclaration<Fields> // what is read of it holds for any fields
  return {
    ...declared,
    columns: new Map(fields.map(([name, field]) => [snakeCase(name), field])),
    insert: insertSchema(about) as unknown as Entity<F>['insert'], // built by the same rule as the type
    patch: patchSchema(about) as unknown as Entity<F>['patch'], // built by the same rule as the type
    removal: removalSchema(about),
  }
}
