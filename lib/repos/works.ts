import type { ShapeResult } from '../electric/use-shape.ts'
import { type AssetInsert, asset } from '../schema/asset.ts'
import { type Work, type WorkInsert, type WorkPatch, type WorkType, work } from '../schema/work.ts'
import { useRow, useRows } from './use-rows.ts'
import { deleteRow, enqueue, insertion, insertRow, patchRow, restoreRow } from './write.ts'

/** Every work, newest first, with what is not on the server yet. */
export const useWorks = (): ShapeResult<Work[]> => useRows(work)

/** The same: reads are optimistic, always. */
export const useWorksOptimistic = useWorks

export const useWork = (id: string): ShapeResult<Work | undefined> => useRow(work, id)

export const useWorksByType = (type: WorkType): ShapeResult<Work[]> =>
  useRows(work, (one) => one.workType === type, [type])

export const useFavoriteWorks = (): ShapeResult<Work[]> => useRows(work, (one) => one.favorite)

/** Saves a work; answers it as it is shown from now on. Throws InvalidChangeError. */
export const createWork = (data: WorkInsert): Promise<Work> => insertRow(work, data)

/** Changes what the patch names: `null` clears, absent keeps. Throws InvalidChangeError. */
export const updateWork = (id: string, patch: WorkPatch): Promise<void> => patchRow(work, id, patch)

export const deleteWork = (id: string): Promise<void> => deleteRow(work, id)

export const restoreWork = (id: string): Promise<void> => restoreRow(work, id)

export const toggleWorkFavorite = ({
  id,
  favorite,
}: Pick<Work, 'id' | 'favorite'>): Promise<void> => updateWork(id, { favorite: !favorite })

/** Saves a work and its file's record as one: both reach the server or neither does. */
export async function createWorkWithAsset(params: {
  work: WorkInsert
  asset: Omit<AssetInsert, 'workId'>
}): Promise<{ workId: string; assetId: string }> {
  const [workId, assetId, group] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()]
  await enqueue([
    { ...insertion(work, { ...params.work, id: workId }), group },
    { ...insertion(asset, { ...params.asset, workId, id: assetId }), group },
  ])
  return { workId, assetId }
}
