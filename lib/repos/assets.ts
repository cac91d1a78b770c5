import type { ShapeResult } from '../electric/use-shape.ts'
import { type Asset, type AssetInsert, type AssetPatch, asset } from '../schema/asset.ts'
import { useRow, useRows } from './use-rows.ts'
import { deleteRow, insertRow, patchRow, restoreRow } from './write.ts'

export const useAssets = (): ShapeResult<Asset[]> => useRows(asset)

export const useAsset = (id: string): ShapeResult<Asset | undefined> => useRow(asset, id)

/** The files of one work, or with null those that belong to none. */
export const useAssetsOfWork = (workId: string | null): ShapeResult<Asset[]> =>
  useRows(asset, (one) => one.workId === workId, [workId])

/** Records a file. Throws InvalidChangeError. */
export const createAsset = (data: AssetInsert): Promise<Asset> => insertRow(asset, data)

/** Changes what the patch names; `{workId: null}` unlinks. Throws InvalidChangeError. */
export const updateAsset = (id: string, patch: AssetPatch): Promise<void> =>
  patchRow(asset, id, patch)

export const deleteAsset = (id: string): Promise<void> => deleteRow(asset, id)

export const restoreAsset = (id: string): Promise<void> => restoreRow(asset, id)
