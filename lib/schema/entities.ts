import { activity } from './activity.ts'
import { annotation } from './annotation.ts'
import { asset } from './asset.ts'
import { card } from './card.ts'
import { collection } from './collection.ts'
import { edge } from './edge.ts'
import type { Entity, TableName } from './entity.ts'
import { reviewLog } from './review-log.ts'
import { work } from './work.ts'

/** The catalogue: every entity that syncs, by its table. */
export const entities = {
  works: work,
  assets: asset,
  activities: activity,
  collections: collection,
  edges: edge,
  annotations: annotation,
  cards: card,
  review_logs: reviewLog,
} as const

export type SyncedTable = keyof typeof entities

/** The entity of a table, or undefined where no such table syncs. */
export function entityOf(table: string): Entity | undefined {
  return Object.hasOwn(entities, table)
    ? (entities[table as SyncedTable] as unknown as Entity) // every member is an Entity of its own fields
    : undefined
}

export const syncedTables = Object.keys(entities) as SyncedTable[] // keys of a constant
export type { TableName }
