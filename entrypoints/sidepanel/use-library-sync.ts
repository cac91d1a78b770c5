import type { LibrarySync } from '../../components/library/sync.ts'
import { needsAttention } from '../../lib/buffer/change.ts'
import type { SyncStatus } from '../../lib/electric/mirror-database.ts'
import { library } from '../../lib/repos/library.ts'
import { useParkedWrites, useQueuePause } from '../../lib/repos/pending.ts'
import { useDiskShort } from '../../lib/repos/use-disk-short.ts'

/** How far the library is in step with its server, for the line below the list. */
export function useLibrarySync(waiting: number, status: SyncStatus): LibrarySync {
  const refused = useParkedWrites().filter(needsAttention).length
  const paused = useQueuePause()
  const diskShort = useDiskShort()
  if (diskShort) return { kind: 'standing', why: 'disk_full', count: waiting }
  if (!library().about.binding) return { kind: 'local' }
  if (paused === 'needs_login') return { kind: 'signedOut' }
  if (paused && waiting > 0) return { kind: 'standing', why: paused, count: waiting }
  if (refused > 0) return { kind: 'attention', count: refused }
  if (status === 'offline' || status === 'error') return { kind: 'offline', count: waiting }
  return waiting > 0 ? { kind: 'syncing', count: waiting } : { kind: 'synced' }
}
