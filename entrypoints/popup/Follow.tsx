import { useEffect, useState } from 'react'
import type { Sync } from '../../components/save-card/state.ts'
import { ask } from '../../lib/browser/messages.ts'
import { Registry } from '../../lib/connect/registry.ts'
import { live } from '../../lib/kit/live.ts'
import { library } from '../../lib/repos/library.ts'
import { usePendingWrites } from '../../lib/repos/pending.ts'
import { readOne } from '../../lib/repos/read.ts'
import { useLibrary } from '../../lib/repos/use-library.ts'
import { type Work, work } from '../../lib/schema/work.ts'
import type { LiveWork } from './SavedCard.tsx'

const registry = new Registry()
const nudge = () => void ask('flush', {})

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
  useEffect(
    () =>
      live(
        () => readOne(library(), work, workId),
        (row) => setRead({ row }),
      ),
    [workId],
  )
  useEffect(() => {
    if (read) onRead({ work: read.row, sync })
  }, [read, sync, onRead])
  return null
}

function useSync(workId: string): Sync {
  const pending = usePendingWrites('works')
  if (!library().about.binding) return 'local'
  return pending.some((change) => change.payload.id === workId) ? 'waiting' : 'sent'
}
