import { useEffect, useState } from 'react'
import type { Sync } from '../../components/save-card/state.ts'
import { nudge } from '../../lib/browser/nudge.ts'
import { Registry } from '../../lib/connect/registry.ts'
import { live } from '../../lib/kit/live.ts'
import { library } from '../../lib/repos/library.ts'
import { useParkedWrites, usePendingWrites } from '../../lib/repos/pending.ts'
import { readOne } from '../../lib/repos/read.ts'
import { useLibrary } from '../../lib/repos/use-library.ts'
import { type Work, work } from '../../lib/schema/work.ts'
import type { LiveWork } from './SavedCard.tsx'

const registry = new Registry()

interface FollowProps {
  workId: string
  onRead: (now: LiveWork) => void
}

/** Follows a work in the library, here and on other devices; shows nothing itself. */
export function Follow(props: FollowProps) {
  return useLibrary(registry, nudge) && <FollowOpen {...props} />
}

function FollowOpen({ workId, onRead }: FollowProps) {
  const [read, setRead] = useState<{ row: Work | undefined } | null>(null)
  const sync = useSync(workId)
  const refused = useRefusal(workId)
  useEffect(
    () =>
      live(
        () => readOne(library(), work, workId),
        (row) => setRead({ row }),
      ),
    [workId],
  )
  useEffect(() => {
    if (read) onRead({ work: read.row, sync, refused })
  }, [read, sync, refused, onRead])
  return null
}

/** Why the server did not take the work; null where it did, or may yet. */
function useRefusal(workId: string): string | null {
  const parked = useParkedWrites().find(
    ({ op, payload }) => op === 'insert' && payload.id === workId,
  )
  return parked ? (parked.error ?? '') : null
}

function useSync(workId: string): Sync {
  const pending = usePendingWrites('works')
  if (!library().about.binding) return 'local'
  return pending.some((change) => change.payload.id === workId) ? 'waiting' : 'sent'
}
