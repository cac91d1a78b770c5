import { useLiveQuery } from 'dexie-react-hooks'
import type { SyncedTable } from '../schema/entities.ts'
import { currentMirror } from './init.ts'
import { type MirrorDatabase, type MirrorRow, rowsOf, type SyncStatus } from './mirror-database.ts'

export interface ShapeSpec {
  table: SyncedTable
  /** A narrowing in SQL. No server offers it yet: it is answered with a ShapeWhereError. */
  where?: string
  /** The fields to keep, in camelCase, beside `id`. */
  columns?: readonly string[]
  /** What becomes of a field's value, by its name; it wins over the entity's own. */
  parser?: Record<string, (value: unknown) => unknown>
}

/** A shape was narrowed with `where`: filter the rows of the whole table instead. */
export class ShapeWhereError extends Error {
  override readonly name = 'ShapeWhereError'
}

export interface ShapeState {
  /** True until the table was loaded once. */
  isLoading: boolean
  error: Error | null
  syncStatus: SyncStatus
}

export type ShapeResult<T> = ShapeState & { data: T }

/** A live subscription to one table of the library, from the mirror. */
export function useShape<T extends object = MirrorRow>(spec: ShapeSpec): ShapeResult<T[]> {
  const mirror = currentMirror()
  const state = useShapeState(mirror, spec.table)
  const rows = useLiveQuery(() => rowsOf(mirror, spec.table).toArray(), [mirror, spec.table])
  if (spec.where !== undefined) return { ...state, data: [], ...refused }
  const data = (rows ?? []).map((row) => project(row, spec)) as object[] as T[] // the caller names the columns
  return { ...state, isLoading: state.isLoading || rows === undefined, data }
}

const refused = {
  isLoading: false,
  error: new ShapeWhereError('a shape can not be narrowed by where; filter its rows'),
  syncStatus: 'error',
} as const

/** How the stream of one table is, live, as every page sees it. */
export function useShapeState(mirror: MirrorDatabase, table: SyncedTable): ShapeState {
  const position = useLiveQuery(() => mirror.shapes.get(table), [mirror, table])
  return {
    isLoading: position?.offset === undefined,
    error: position?.error === undefined ? null : new Error(position.error),
    syncStatus: position?.status ?? 'connecting',
  }
}

function project(row: MirrorRow, { columns, parser = {} }: ShapeSpec): object {
  const kept = columns
    ? Object.fromEntries(['id', ...columns].map((name) => [name, row[name]]))
    : row
  const parsed = Object.entries(parser).map(([name, parse]) => [name, parse(row[name])])
  return { ...kept, ...Object.fromEntries(parsed) }
}
