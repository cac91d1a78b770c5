import type { ShapeResult } from '../electric/use-shape.ts'
import {
  type Collection,
  type CollectionInsert,
  type CollectionPatch,
  collection,
} from '../schema/collection.ts'
import { addTo, moveIn, removeFrom, useContents } from './contents.ts'
import { useRow, useRows } from './use-rows.ts'
import { deleteRow, insertRow, patchRow, restoreRow } from './write.ts'

export const useCollections = (): ShapeResult<Collection[]> => useRows(collection)

export const useCollection = (id: string): ShapeResult<Collection | undefined> =>
  useRow(collection, id)

/** What is in a collection, in its order. */
export const useCollectionContents = useContents

/** Makes a collection. Throws InvalidChangeError. */
export const createCollection = (data: CollectionInsert): Promise<Collection> =>
  insertRow(collection, data)

/** Changes what the patch names: `null` clears, absent keeps. Throws InvalidChangeError. */
export const updateCollection = (id: string, patch: CollectionPatch): Promise<void> =>
  patchRow(collection, id, patch)

export const renameCollection = (id: string, name: string): Promise<void> =>
  updateCollection(id, { name })

/** Deletes a collection; what was in it stays, and is in it again after `restoreCollection`. */
export const deleteCollection = (id: string): Promise<void> => deleteRow(collection, id)

export const restoreCollection = (id: string): Promise<void> => restoreRow(collection, id)

/** Puts a work, a file or an activity into a collection: last, unless a place is named. */
export const addToCollection = addTo

export const moveInCollection = moveIn

export const removeFromCollection = removeFrom
