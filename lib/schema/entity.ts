import * as z from 'zod/mini'
import { snakeCase } from '../kit/case.ts'
import type { Field } from './field.ts'
import { patchSchema } from './patch.ts'
import { id } from './value.ts'

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

type AnyField = Field<unknown, 'required' | 'fallback' | 'optional'>
export type Fields = Record<string, AnyField>

type Value<F> = F extends Field<infer T, infer _P, infer _M> ? T : never
type Presence<F> = F extends Field<infer _T, infer P, infer _M> ? P : never
type KeysOf<F extends Fields, P> = { [K in keyof F]: Presence<F[K]> extends P ? K : never }[keyof F]

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
  [K in keyof F]: Presence<F[K]> extends 'optional' ? Value<F[K]> | null : Value<F[K]>
}
type InsertFields<F extends Fields> = { [K in KeysOf<F, 'required'>]: Value<F[K]> } & {
  [K in KeysOf<F, 'fallback'>]?: Value<F[K]>
} & { [K in KeysOf<F, 'optional'>]?: Value<F[K]> | null }
type PatchFields<F extends Fields> = {
  [K in KeysOf<F, 'required' | 'fallback'>]?: PatchValue<F[K], Value<F[K]>>
} & {
  [K in KeysOf<F, 'optional'>]?: Value<F[K]> | null
}

export interface EntityDeclaration<F extends Fields> {
  table: TableName
  fields: F
  /** The fields that the mirror can look up. */
  indexes: (keyof F | keyof RowHead)[]
  /** The fields that hold another entity's id, and that entity's table. */
  parents?: Partial<Record<keyof F, TableName>>
}

/** One synced entity: everything that client, server and mirror know of it comes from here. */
export interface Entity<F extends Fields = Fields> extends EntityDeclaration<F> {
  /** Snake-case name of each of its own columns → its field, in the order of declaration. */
  columns: Map<string, AnyField>
  insert: z.ZodMiniType<InsertFields<F> & { id: string }>
  patch: z.ZodMiniType<PatchFields<F> & { id: string }>
}

export type RowOf<E> = E extends Entity<infer F> ? RowHead & RowFields<F> : never
export type InsertOf<E> = E extends Entity<infer F> ? InsertFields<F> : never
export type PatchOf<E> = E extends Entity<infer F> ? PatchFields<F> & { deletedAt?: null } : never

/** Declares an entity once; validation, wire, SQL, shapes and mirror follow from it. */
export function defineEntity<const F extends Fields>(declared: EntityDeclaration<F>): Entity<F> {
  const fields = Object.entries<AnyField>(declared.fields)
  return {
    ...declared,
    columns: new Map(fields.map(([name, field]) => [snakeCase(name), field])),
    insert: insertSchema(fields) as unknown as Entity<F>['insert'], // built by the same rule as the type
    patch: patchSchema(fields) as unknown as Entity<F>['patch'], // built by the same rule as the type
  }
}

function insertSchema(fields: [string, AnyField][]) {
  const shape: Record<string, z.ZodMiniType> = { id }
  for (const [name, field] of fields) {
    if (field.readOnly) continue
    if (field.presence === 'required') shape[name] = field.schema
    else if (field.presence === 'fallback') shape[name] = z.optional(field.schema)
    else shape[name] = z.optional(z.nullable(field.schema))
  }
  return z.object(shape)
}
