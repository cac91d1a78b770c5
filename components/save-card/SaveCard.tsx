import type { Work } from '../../lib/schema/work.ts'
import { t } from '../../lib/words/t.ts'
import controls from '../controls.module.css'
import styles from './SaveCard.module.css'
import { SavedWork } from './SavedWork.tsx'
import { Skeleton } from './Skeleton.tsx'
import { StateLine } from './StateLine.tsx'
import type { CardEdit, SaveCardState } from './state.ts'

export interface SaveCardProps {
  state: SaveCardState
  onEdit: (edit: CardEdit) => void
  onUndo: () => void
  /** From *removed*: save it once more. From *failed*: try once more. */
  onSaveAgain: () => void
  onOpenLibrary: () => void
  onToggleFavorite: (work: Work) => void
}

/** The popup: says in one sentence what happened to this page, and lets it be put right. */
export function SaveCard(props: SaveCardProps) {
  const { state, onUndo, onOpenLibrary } = props
  const canUndo = state.kind === 'saved' || (state.kind === 'already' && state.canUndo)
  return (
    <main className={styles.card} aria-busy={state.kind === 'reading'}>
      <h1 className={controls.spoken}>{t('extName')}</h1>
      <header className={styles.head}>
        <StateLine state={state} />
        <div className={styles.actions}>
          {canUndo && (
            <button type="button" className={controls.word} onClick={onUndo}>
              {t('undo')}
            </button>
          )}
          <button type="button" className={controls.word} onClick={onOpenLibrary}>
            {t('library')}
          </button>
        </div>
      </header>
      <Body {...props} />
    </main>
  )
}

function Body({ state, onEdit, onSaveAgain, onToggleFavorite }: SaveCardProps) {
  switch (state.kind) {
    case 'reading':
      return <Skeleton />
    case 'saved':
    case 'already':
      return (
        <SavedWork
          key={state.work.id}
          work={state.work}
          waiting={state.sync === 'waiting'}
          onEdit={onEdit}
          onToggleFavorite={onToggleFavorite}
        />
      )
    case 'removed':
      return <Offer text={state.title} word={t('saveAgain')} onTake={onSaveAgain} quiet />
    case 'refused':
      return (
        <>
          <p className={styles.gone} dir="auto">
            {state.title}
          </p>
          <p className={styles.reason}>{t('changeRefused', { reason: state.reason })}</p>
        </>
      )
    case 'failed':
      return <Offer text={state.reason} word={t('tryAgain')} onTake={onSaveAgain} />
    default:
      return state satisfies never
  }
}

interface OfferProps {
  text: string
  word: string
  onTake: () => void
  quiet?: boolean
}

/** Far from *Undo*, so that a double click there does not take the offer too. */
function Offer({ text, word, onTake, quiet = false }: OfferProps) {
  return (
    <>
      <p className={quiet ? styles.gone : styles.reason} dir="auto">
        {text}
      </p>
      <button type="button" className={`${controls.word} ${styles.offer}`} onClick={onTake}>
        {word}
      </button>
    </>
  )
}
