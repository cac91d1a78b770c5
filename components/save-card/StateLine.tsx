import { BookCheck, CircleAlert, Undo2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { t } from '../../lib/words/t.ts'
import { savedWhen } from '../../lib/words/when.ts'
import { useAfter } from '../use-after.ts'
import { DrawnCheck } from './DrawnCheck.tsx'
import styles from './StateLine.module.css'
import type { SaveCardState } from './state.ts'

/** What happened, in one sentence. One element through all states, so that each is spoken. */
export function StateLine({ state }: { state: SaveCardState }) {
  return (
    <div role="status" className={styles.line}>
      {told(state)}
    </div>
  )
}

function told(state: SaveCardState): ReactNode {
  switch (state.kind) {
    case 'reading':
      return <Reading />
    case 'saved':
      return (
        <>
          <DrawnCheck />
          <p className={styles.what}>{t('saved')}</p>
          {state.note === 'tabOnly' && <p className={styles.more}>{t('tabOnly')}</p>}
        </>
      )
    case 'already':
      return (
        <>
          <BookCheck className={styles.positive} />
          <p className={styles.what}>{t('alreadySaved')}</p>
          <p className={styles.more}>{savedWhen(state.work.createdAt)}</p>
        </>
      )
    case 'removed':
      return (
        <>
          <Undo2 className={styles.quiet} />
          <p className={styles.what}>{t('removed')}</p>
        </>
      )
    case 'refused':
      return (
        <>
          <CircleAlert className={styles.attention} />
          <p className={styles.what}>{t('needsAttention')}</p>
        </>
      )
    case 'failed':
      return (
        <>
          <CircleAlert className={styles.attention} />
          <p className={styles.what}>{t('notSaved')}</p>
        </>
      )
    default:
      return state satisfies never
  }
}

/** Reading takes a blink; only what takes longer is worth a word. */
function Reading() {
  const slow = useAfter(150)
  return slow && <p className={styles.reading}>{t('reading')}</p>
}
