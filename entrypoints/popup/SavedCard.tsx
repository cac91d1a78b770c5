import { useEffect, useRef } from 'react'
import { SaveCard } from '../../components/save-card/SaveCard.tsx'
import type { SaveCardState, Sync } from '../../components/save-card/state.ts'
import { ask } from '../../lib/browser/messages.ts'
import { library } from '../../lib/repos/library.ts'
import { usePendingWrites } from '../../lib/repos/pending.ts'
import type { Saved } from '../../lib/repos/save.ts'
import { deleteWork, restoreWork, toggleWorkFavorite, useWork } from '../../lib/repos/works.ts'
import type { Work } from '../../lib/schema/work.ts'

/** How long a save can be undone from its popup, in milliseconds. */
const UNDO_MS = 5 * 60_000

interface SavedCardProps {
  saved: Exclude<Saved, { kind: 'failed' }>
  onOpenLibrary: () => void
}

/** The card of a saved work: live, corrected in place, undone in one click. */
export function SavedCard({ saved, onOpenLibrary }: SavedCardProps) {
  const { workId } = saved
  const { data: work } = useWork(workId)
  const sync = useSync(workId)
  const shown = useRef<Work | null>(null)
  useEffect(() => {
    if (work) requestAnimationFrame(() => performance.mark('saved shown'))
  }, [work])
  if (work) shown.current = work
  return (
    <SaveCard
      state={cardState(saved, work, shown.current, sync)}
      onEdit={(patch) => void ask('updateWork', { id: workId, patch })}
      onUndo={() => void deleteWork(workId)}
      onSaveAgain={() => void restoreWork(workId)}
      onToggleFavorite={(one) => void toggleWorkFavorite(one)}
      onOpenLibrary={onOpenLibrary}
    />
  )
}

function useSync(workId: string): Sync {
  const pending = usePendingWrites('works')
  if (!library().about.binding) return 'local'
  return pending.some((change) => change.payload.id === workId) ? 'waiting' : 'sent'
}

function cardState(
  saved: SavedCardProps['saved'],
  work: Work | undefined,
  shown: Work | null,
  sync: Sync,
): SaveCardState {
  if (!work) return shown ? { kind: 'removed', title: shown.title } : { kind: 'reading' }
  if (saved.kind === 'already') {
    const canUndo = Date.now() - Date.parse(work.createdAt) < UNDO_MS
    return { kind: 'already', work, sync, canUndo }
  }
  return { kind: 'saved', work, sync, ...(saved.tabOnly && { note: 'tabOnly' }) }
}
