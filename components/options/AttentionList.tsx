import { t } from '../../lib/words/t.ts'
import controls from '../controls.module.css'
import styles from './AttentionList.module.css'
import { type RefusedChange, RefusedItem } from './RefusedItem.tsx'
import section from './section.module.css'

export interface AttentionListProps {
  changes: readonly RefusedChange[]
  /** How many changes wait until the server is updated. */
  waitingForServerUpdate: number
  /** Sends the change of this id again. */
  onRetry: (id: string) => void
  /** Forgets the change of this id. */
  onDiscard: (id: string) => void
  onExport: () => void
}

/** What the server refused, kept here so that nothing is lost unseen. */
export function AttentionList(props: AttentionListProps) {
  const { changes, waitingForServerUpdate, onRetry, onDiscard, onExport } = props
  return (
    <section className={section.section} aria-labelledby="attention">
      <h2 id="attention">{t('needsAttention')}</h2>
      <p role="status" className={section.more}>
        {waitingForServerUpdate > 0 && t('serverNeedsUpdate', { count: waitingForServerUpdate })}
      </p>
      {changes.length === 0 && waitingForServerUpdate === 0 && (
        <p className={section.more}>{t('nothingNeedsAttention')}</p>
      )}
      {changes.length > 0 && (
        <>
          <ul className={styles.list}>
            {changes.map((change) => (
              <RefusedItem
                key={change.id}
                change={change}
                onRetry={onRetry}
                onDiscard={onDiscard}
              />
            ))}
          </ul>
          <p>
            <button type="button" className={controls.word} onClick={onExport}>
              {t('exportAsJson')}
            </button>
          </p>
        </>
      )}
    </section>
  )
}
