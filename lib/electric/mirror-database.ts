import { Dexie, type EntityTable, type Table } from 'dexie'
import { ROOM, type Room } from '../kit/room.ts'
import { entities, type SyncedTable } from '../schema/entities.ts'
import type { RowHead } from '../schema/entity.ts'

export type SyncStatus = 'connecting' | 'syncing' | 'synced' | 'offline' | 'error'

/** How far one table's mirror has come, and how its stream is. */
export interface ShapePosition {
  table: SyncedTable
  status: SyncStatus
  error?: string
  /** Where to resume; absent until the first whole load. */
  handle?: string
  offset?: string
  /** Of which of the server's databases handle, LSN and rows are. */
  epoch?: string
  /** The last LSN that the shape has seen, a decimal string. */
  lsn?: string
  /** When it was last known to be up to date, epoch milliseconds. */
  upToDateAt?: number
}

/** A mirrored row: its head is known to all, its fields to its entity. */
export type MirrorRow = RowHead & Record<string, unknown>

/** A row as it was when the server said it is gone, so that undo can show it at once. */
export interface BuriedRow {
  table: SyncedTable
  id: string
  row: MirrorRow
  /** Epoch milliseconds. */
  buriedAt: number
}

export interface MirrorDatabase extends Dexie {
  /** What the disk under it has left. */
  room: Room
  shapes: EntityTable<ShapePosition, 'table'>
  buried: Table<BuriedRow, [SyncedTable, string]>
}

/** One more whenever a store or an index is added; Dexie finds what is new by itself. */
const VERSION = 2

/** The local copy of the library: written by the shape streams alone. */
export function openMirror(suffix = '', room: Room = ROOM): MirrorDatabase {
  const db = new Dexie(`DeepRecallLibrary${suffix}`, { cache: 'disabled' }) as MirrorDatabase // declared below
  db.room = room
  const rows = Object.values(entities).map((entity) => [
    entity.table,
    ['id', ...entity.indexes].join(', '),
  ])
  db.version(VERSION).stores({
    ...Object.fromEntries(rows),
    shapes: 'table',
    buried: '[table+id], buriedAt',
  })
  return db
}

/** The rows of one table, as the mirror has them. */
export function rowsOf(db: MirrorDatabase, table: SyncedTable): Table<MirrorRow, string> {
  return db.table<MirrorRow, string>(table)
}
