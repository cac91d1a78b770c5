import { useEffect, useRef } from 'react'
import { SaveCard } from '../../components/save-card/SaveCard.tsx'
import type { SaveCardState, Sync } from '../../components/save-card/state.ts'
import { ask } from '../../lib/browser/messages.ts'
import type { Saved } from '../../lib/repos/save.ts'
import type { Work, WorkPatch } from '../../lib/schema/work.ts'

/** How long a save can be undone from its popup, in milliseconds. */
const UNDO_MS = 5 * 60_000

/** A work as it is now; undefined once it is deleted, or where the server refused it: `refused` says why. */
export interface LiveWork {
  work: Work | undefined
  sync: Sync
  refused: string | null
}

interface SavedCardProps {
  saved: Exclude<Saved, { kind: 'failed' }>
  live: LiveWork | null
  onOpenLibrary: () => void
}

/** The card of a saved work: corrected in place, undone in one click. */
export function SavedCard({ saved, live, onOpenLibrary }: SavedCardProps) {
  const now = live ?? { work: saved.work, sync: 'waiting' as const, refused: null }
  const last = useRef(saved.work)
  if (now.work) last.current = now.work
  useEffect(markShown, [])
  const update = (patch: WorkPatch) => void ask('updateWork', { id: saved.work.id, patch })
  return (
    <SaveCard
      state={cardState(saved, now, last.current)}
      onEdit={update}
      onUndo={() => void ask('deleteWork', { id: saved.work.id })}
      onSaveAgain={() => update({ deletedAt: null })}
      onToggleFavorite={({ favorite }) => update({ favorite: !favorite })}
      onOpenLibrary={onOpenLibrary}
    />
  )
}

/** For whoever measures how soon a click is answered (e2e/journey.ts). */
function markShown(): void {
  requestAnimationFrame(() => performance.mark('saved shown'))
}

function cardState(
  saved: SavedCardProps['saved'],
  { work, sync, refused }: LiveWork,
  last: Work,
): SaveCardState {
  if (!work && refused !== null) return { kind: 'refused', title: last.title, reason: refused }
  if (!work) return { kind: 'removed', title: last.title }
  if (saved.kind === 'already') {
    const canUndo = Date.now() - Date.parse(work.createdAt) < UNDO_MS
    return { kind: 'already', work, sync, canUndo }
  }
  return { kind: 'saved', work, sync, ...(saved.tabOnly && { note: 'tabOnly' }) }
}
