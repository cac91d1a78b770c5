import { useLiveQuery } from 'dexie-react-hooks'
import { type ShapeResult, type ShapeState, useShapeState } from '../electric/use-shape.ts'
import type { Entity, Fields, RowOf } from '../schema/entity.ts'
import { library } from './library.ts'
import { readAll, readOne, tableOf } from './read.ts'

/** A library that is bound to no server: all there is is here. */
const LOCAL: ShapeState = { isLoading: false, error: null, syncStatus: 'offline' }

/** A live read of the open library, with how its table's stream is. */
export function useRead<F extends Fields, T>(
  entity: Entity<F>,
  read: () => Promise<T>,
  empty: T,
  deps: unknown[] = [],
): ShapeResult<T> {
  const { mirror, about } = library()
  const shape = useShapeState(mirror, tableOf(entity))
  const data = useLiveQuery(read, [mirror, ...deps])
  const state = about.binding ? shape : LOCAL
  return { ...state, isLoading: data === undefined || state.isLoading, data: data ?? empty }
}

/** Every row, newest first, that `keep` lets through. */
export function useRows<F extends Fields>(
  entity: Entity<F>,
  keep: (row: RowOf<Entity<F>>) => boolean = () => true,
  deps: unknown[] = [],
): ShapeResult<RowOf<Entity<F>>[]> {
  const read = async () => (await readAll(library(), entity)).filter(keep).sort(newestFirst)
  return useRead(entity, read, [], deps)
}

/** One row; `data` is undefined where there is none. */
export function useRow<F extends Fields>(
  entity: Entity<F>,
  id: string,
): ShapeResult<RowOf<Entity<F>> | undefined> {
  return useRead(entity, () => readOne(library(), entity, id), undefined, [id])
}

function newestFirst(a: { createdAt: string; id: string }, b: { createdAt: string; id: string }) {
  if (a.createdAt !== b.createdAt) return a.createdAt < b.createdAt ? 1 : -1
  return a.id < b.id ? 1 : -1
}
