import type { Work } from '../../lib/schema/work.ts'
import { t } from '../../lib/words/t.ts'
import controls from '../controls.module.css'
import { EmptyLibrary } from './EmptyLibrary.tsx'
import styles from './LibraryView.module.css'
import { LoadingLibrary } from './LoadingLibrary.tsx'
import { SyncLine } from './SyncLine.tsx'
import type { LibrarySync } from './sync.ts'
import { type Undoable, UndoToast } from './UndoToast.tsx'
import { WorkList } from './WorkList.tsx'

export interface LibraryViewProps {
  /** In the order to show them: newest first. */
  works: readonly Work[]
  isLoading: boolean
  /** The ids of works with a change that the server does not have yet. */
  pendingIds: ReadonlySet<string>
  sync: LibrarySync
  /** What was deleted last and can be taken back; null once it was. The view hides it after 8 s. */
  undo: Undoable | null
  onOpen: (work: Work) => void
  onToggleFavorite: (work: Work) => void
  onDelete: (work: Work) => void
  onUndo: () => void
  onConnect: () => void
  onReview: () => void
}

/** The side panel: the library, and below it whether it is safe. */
export function LibraryView(props: LibraryViewProps) {
  const { works, sync, undo, onUndo, onConnect, onReview } = props
  return (
    <main className={styles.library}>
      <h1 className={controls.spoken}>{t('library')}</h1>
      <Works {...props} />
      <div className={styles.foot}>
        <UndoToast undo={undo} onUndo={onUndo} />
        <SyncLine count={works.length} sync={sync} onConnect={onConnect} onReview={onReview} />
      </div>
    </main>
  )
}

function Works(props: LibraryViewProps) {
  const { works, isLoading, pendingIds } = props
  if (works.length > 0) return <WorkList works={works} pendingIds={pendingIds} actions={props} />
  return isLoading ? <LoadingLibrary /> : <EmptyLibrary />
}
