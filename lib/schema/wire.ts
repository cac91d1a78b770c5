import { snakeCase } from '../kit/case.ts'
import type { Entity, Fields, RowOf } from './entity.ts'

const HEAD = ['id', 'rev', 'lww', 'createdAt', 'updatedAt'] as const

/** A camelCase value in the words of the wire: only the entity's own columns, `id` and `deleted_at`. */
export function toWire(entity: Entity, value: object): Record<string, unknown> {
  return renamed(value, [...ownNames(entity), 'id', 'deletedAt'], (name) => [snakeCase(name), name])
}

/** A payload of the wire in TypeScript's words; unknown keys are left behind. */
export function fromWire(entity: Entity, payload: object): Record<string, unknown> {
  return renamed(payload, [...ownNames(entity), 'id', 'deletedAt'], (name) => [
    name,
    snakeCase(name),
  ])
}

/** A row as shapes and receipts carry it, in TypeScript's words. */
export function rowFromWire<F extends Fields>(entity: Entity<F>, row: object): RowOf<Entity<F>> {
  const names = [...ownNames(entity as unknown as Entity), ...HEAD] // only the names are read
  const value = renamed(row, names, (name) => [name, snakeCase(name)])
  return value as RowOf<Entity<F>> // the server writes what the schema allows; a round-trip test holds both to it
}

/** The columns that a shape of this entity carries, in Postgres' words. */
export function shapeColumns(entity: Entity): string[] {
  return ['owner_id', ...HEAD.map(snakeCase), ...entity.columns.keys()]
}

function ownNames(entity: Entity): string[] {
  return Object.keys(entity.fields)
}

function renamed(from: object, names: readonly string[], pair: (name: string) => [string, string]) {
  const to: Record<string, unknown> = {}
  for (const name of names) {
    const [target, source] = pair(name)
    if (Object.hasOwn(from, source)) to[target] = (from as Record<string, unknown>)[source] // guarded by hasOwn
  }
  return to
}
