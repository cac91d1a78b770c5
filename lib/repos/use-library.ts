import { useEffect, useState } from 'react'
import type { Registry } from '../connect/registry.ts'
import { forgetPositions } from '../electric/forget.ts'
import { initElectric } from '../electric/init.ts'
import { noteReload } from '../flush/epoch.ts'
import { type OpenLibrary, openLibrary } from './library.ts'
import { keepSettled } from './settle.ts'

/**
 * Opens the library for a page and keeps it live: streaming while this page leads, settled, and
 * following when a server is bound. Null until it is open.
 */
export function useLibrary(registry: Registry, nudge: () => void): OpenLibrary | null {
  const [open, setOpen] = useState<OpenLibrary | null>(null)
  useEffect(() => registry.watch((about) => setOpen(openLibrary(about, nudge))), [registry, nudge])
  useEffect(() => {
    if (!open) return
    const stops = [goLive(open, registry), keepSettled(open)]
    return () => {
      for (const stop of stops) stop()
    }
  }, [open, registry])
  return open
}

/** Keeps the open library live from its server, where it is bound to one. Answers how to stop. */
function goLive({ about, mirror, buffer }: OpenLibrary, registry: Registry): () => void {
  const { binding, libraryId } = about
  if (!binding) return () => {}
  const target = { buffer, onNewEpoch: () => forgetPositions(mirror), now: Date.now }
  return initElectric({
    url: binding.server,
    token: () => registry.token(libraryId),
    mirror,
    onReload: (epoch) => noteReload(target, epoch),
  })
}
