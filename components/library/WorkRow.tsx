import { Trash2 } from 'lucide-react'
import { memo } from 'react'
import type { Work } from '../../lib/schema/work.ts'
import { t } from '../../lib/words/t.ts'
import controls from '../controls.module.css'
import { Dot } from '../Dot.tsx'
import { inOneLine } from '../work/about.ts'
import { StarButton } from '../work/StarButton.tsx'
import { typeLooks } from '../work/work-types.ts'
import { leaveRow } from './row-focus.ts'
import styles from './WorkRow.module.css'

export interface WorkActions {
  onToggleFavorite: (work: Work) => void
  onDelete: (work: Work) => void
  onOpen: (work: Work) => void
}

interface WorkRowProps extends WorkActions {
  work: Work
  pending: boolean
}

/** One work in the list, of a fixed height. */
export const WorkRow = memo(function WorkRow({
  work,
  pending,
  onToggleFavorite,
  onDelete,
  onOpen,
}: WorkRowProps) {
  const titleId = `title-${work.id}`
  const { icon: Icon, word } = typeLooks[work.workType]
  return (
    <li className={styles.row}>
      <button type="button" className={styles.open} onClick={() => onOpen(work)}>
        <span id={titleId} className={styles.title}>
          <bdi>{work.title}</bdi>
        </span>
        <span className={styles.meta}>
          {pending && <PendingMark />}
          <Icon aria-label={t(word)} />
          <bdi>{inOneLine(work)}</bdi>
        </span>
      </button>
      <div className={styles.actions}>
        <StarButton
          pressed={work.favorite}
          describedBy={titleId}
          onToggle={() => onToggleFavorite(work)}
        />
        <button
          type="button"
          className={controls.icon}
          aria-label={t('delete')}
          aria-describedby={titleId}
          title={t('delete')}
          onClick={(event) => {
            leaveRow(event.currentTarget)
            onDelete(work)
          }}
        >
          <Trash2 />
        </button>
      </div>
    </li>
  )
})

function PendingMark() {
  return (
    <span className={styles.pending} title={t('notSentYet')}>
      <Dot tone="attention" />
      <span className={controls.spoken}>{t('notSentYet')}</span>
    </span>
  )
}
