import { asset } from './asset.ts'
import type { Entity, TableName } from './entity.ts'
import { work } from './work.ts'

/** The catalogue: every entity that syncs, by its table. */
export const entities = { works: work, assets: asset } as const

export type SyncedTable = keyof typeof entities

/** The entity of a table, or undefined where no such table syncs. */
export function entityOf(table: string): Entity | undefined {
  return Object.hasOwn(entities, table)
    ? (entities[table as SyncedTable] as unknown as Entity) // every member is an Entity of its own fields
    : undefined
}

export const syncedTables = Object.keys(entities) as SyncedTable[] // keys of a constant
export type { TableName }
