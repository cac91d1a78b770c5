import { useEffect, useState } from 'react'
import type { LibrarySync } from './sync.ts'

/** A change is on its way for a moment at each click; only a longer way is worth a word. */
const MOMENT_MS = 600

/** The state of sync, where *syncing* is told only once it has lasted 600 ms; all else at once. */
export function useCalm(sync: LibrarySync): LibrarySync {
  const [told, tell] = useState(sync)
  const brief = sync.kind === 'syncing' && told.kind !== 'syncing'
  if (!brief && told !== sync) tell(sync)

  useEffect(() => {
    if (!brief) return
    const timer = setTimeout(() => tell({ kind: 'syncing', count: 0 }), MOMENT_MS)
    return () => clearTimeout(timer)
  }, [brief])

  return brief ? told : sync
}
