import { useEffect, useMemo, useState } from 'react'
import { LibraryView } from '../../components/library/LibraryView.tsx'
import { openOptions } from '../../lib/browser/lifecycle.ts'
import { nudge } from '../../lib/browser/nudge.ts'
import { openInTab } from '../../lib/browser/panel.ts'
import { usePendingWrites } from '../../lib/repos/pending.ts'
import { deleteWork, restoreWork, toggleWorkFavorite, useWorks } from '../../lib/repos/works.ts'
import type { Work } from '../../lib/schema/work.ts'
import { useLibrarySync } from './use-library-sync.ts'

/** The open library: newest first, each work in one click's reach. */
export function PanelLibrary() {
  const { data: works, isLoading, syncStatus } = useWorks()
  const pending = usePendingWrites('works')
  const [undo, setUndo] = useState<Work | null>(null)
  const pendingIds = useMemo(
    () => new Set(pending.map((change) => String(change.payload.id))),
    [pending],
  )
  const remove = (work: Work) => {
    setUndo(null)
    void deleteWork(work.id).then(() => setUndo(work))
  }
  const restore = () => {
    if (undo) void restoreWork(undo.id).then(() => setUndo(null))
  }

  // The stream is back, so the server is: what waits out a backoff need not.
  useEffect(() => {
    if (syncStatus === 'synced') nudge()
  }, [syncStatus])

  return (
    <LibraryView
      works={works}
      isLoading={isLoading && works.length === 0}
      pendingIds={pendingIds}
      sync={useLibrarySync(pendingIds.size, syncStatus)}
      undo={undo}
      onOpen={openPage}
      onToggleFavorite={(work) => void toggleWorkFavorite(work)}
      onDelete={remove}
      onUndo={restore}
      onConnect={() => void openOptions()}
      onReview={() => void openOptions()}
    />
  )
}

function openPage({ url, doi }: Work): void {
  const address = url ?? (doi && `https://doi.org/${doi}`)
  if (address) void openInTab(address)
}
