import { t } from '../../lib/words/t.ts'
import controls from '../controls.module.css'
import styles from './AttentionList.module.css'
import section from './section.module.css'

/** A change that the server refused: which work it is about and why. */
export interface RefusedChange {
  id: string
  title: string
  reason: string
}

interface AttentionListProps {
  changes: readonly RefusedChange[]
  /** Forgets the change of this id. */
  onDiscard: (id: string) => void
}

/** What the server refused, kept here so that nothing is lost unseen. */
export function AttentionList({ changes, onDiscard }: AttentionListProps) {
  return (
    <section className={section.section} aria-labelledby="attention">
      <h2 id="attention">{t('needsAttention')}</h2>
      {changes.length === 0 ? (
        <p className={section.more}>{t('nothingNeedsAttention')}</p>
      ) : (
        <ul className={styles.list}>
          {changes.map(({ id, title, reason }) => (
            <li key={id}>
              <p className={styles.title} dir="auto">
                {title}
              </p>
              <p className={section.more}>{t('changeRefused', { reason })}</p>
              <button type="button" className={controls.word} onClick={() => onDiscard(id)}>
                {t('discard')}
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
