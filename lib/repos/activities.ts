import type { ShapeResult } from '../electric/use-shape.ts'
import {
  type Activity,
  type ActivityInsert,
  type ActivityPatch,
  type ActivityType,
  activity,
} from '../schema/activity.ts'
import { addTo, moveIn, removeFrom, useContents } from './contents.ts'
import { useRow, useRows } from './use-rows.ts'
import { deleteRow, insertRow, patchRow, restoreRow } from './write.ts'

export const useActivities = (): ShapeResult<Activity[]> => useRows(activity)

export const useActivity = (id: string): ShapeResult<Activity | undefined> => useRow(activity, id)

export const useActivitiesByType = (type: ActivityType): ShapeResult<Activity[]> =>
  useRows(activity, (one) => one.activityType === type, [type])

/** What belongs to an activity, in its order. */
export const useActivityContents = useContents

/** Makes an activity. Throws InvalidChangeError. */
export const createActivity = (data: ActivityInsert): Promise<Activity> => insertRow(activity, data)

/** Changes what the patch names: `null` clears, absent keeps. Throws InvalidChangeError. */
export const updateActivity = (id: string, patch: ActivityPatch): Promise<void> =>
  patchRow(activity, id, patch)

/** Deletes an activity; what belonged to it stays, and does so again after `restoreActivity`. */
export const deleteActivity = (id: string): Promise<void> => deleteRow(activity, id)

export const restoreActivity = (id: string): Promise<void> => restoreRow(activity, id)

/** Puts a work or a file into an activity: last, unless a place is named. */
export const addToActivity = addTo

export const moveInActivity = moveIn

export const removeFromActivity = removeFrom
