import type { Work } from '../../lib/schema/work.ts'
import { t } from '../../lib/words/t.ts'
import { Dot } from '../Dot.tsx'
import { useAfter } from '../use-after.ts'
import { venueOf, whoAndWhen } from '../work/about.ts'
import { Identifiers } from '../work/Identifiers.tsx'
import { StarButton } from '../work/StarButton.tsx'
import { EditableTitle } from './EditableTitle.tsx'
import styles from './SavedWork.module.css'
import type { CardEdit } from './state.ts'
import { TypeSelect } from './TypeSelect.tsx'

interface SavedWorkProps {
  work: Work
  waiting: boolean
  onEdit: (edit: CardEdit) => void
  onToggleFavorite: (work: Work) => void
}

/** The work in the card: title and type can be put right, the rest is to be recognised by. */
export function SavedWork({ work, waiting, onEdit, onToggleFavorite }: SavedWorkProps) {
  const who = whoAndWhen(work)
  const venue = venueOf(work)
  return (
    <>
      <EditableTitle title={work.title} onSave={(title) => onEdit({ title })} />
      {(who || venue) && (
        <div className={styles.about}>
          {who && <p dir="auto">{who}</p>}
          {venue && <p dir="auto">{venue}</p>}
        </div>
      )}
      <div className={styles.type}>
        <TypeSelect value={work.workType} onChange={(workType) => onEdit({ workType })} />
        <Identifiers work={work} />
      </div>
      <footer className={styles.foot}>
        <StarButton pressed={work.favorite} onToggle={() => onToggleFavorite(work)} withWord />
        {waiting && <Waiting />}
      </footer>
    </>
  )
}

/** With a network a change is away before anybody could read this. */
function Waiting() {
  const slow = useAfter(1_500)
  return (
    <p role="status" className={styles.waiting}>
      {slow && (
        <>
          <Dot tone="attention" />
          {t('waitingForInternet')}
        </>
      )}
    </p>
  )
}
