import type { LibrarySync } from '../../components/library/sync.ts'
import type { SyncStatus } from '../../lib/electric/mirror-database.ts'
import { library } from '../../lib/repos/library.ts'
import { useParkedWrites } from '../../lib/repos/pending.ts'

/** How far the library is in step with its server, for the line below the list. */
export function useLibrarySync(waiting: number, status: SyncStatus): LibrarySync {
  const parked = useParkedWrites()
  if (parked.length > 0) return { kind: 'attention', count: parked.length }
  if (!library().about.binding) return { kind: 'local' }
  if (status === 'offline' || status === 'error') return { kind: 'offline', count: waiting }
  return waiting > 0 ? { kind: 'syncing', count: waiting } : { kind: 'synced' }
}
