import { useLayoutEffect, useMemo, useRef } from 'react'
import type { WorkActions } from './WorkRow.tsx'

/** The same actions under functions that never change, so that a row is drawn again only for its work. */
export function useStableActions(actions: WorkActions): WorkActions {
  const latest = useRef(actions)
  useLayoutEffect(() => {
    latest.current = actions
  })
  return useMemo(
    () => ({
      onOpen: (work) => latest.current.onOpen(work),
      onToggleFavorite: (work) => latest.current.onToggleFavorite(work),
      onDelete: (work) => latest.current.onDelete(work),
    }),
    [],
  )
}
