import { useId, useState } from 'react'
import { t } from '../../lib/words/t.ts'
import controls from '../controls.module.css'
import styles from './AttentionList.module.css'
import section from './section.module.css'

/** A change that the server refused: what it is about, what it tried, why it was refused. */
export interface RefusedChange {
  id: string
  title: string
  tried: 'insert' | 'update' | 'delete'
  reason: string
  /** How many changes wait for what is decided about it. */
  held: number
}

interface RefusedItemProps {
  change: RefusedChange
  onRetry: (id: string) => void
  onDiscard: (id: string) => void
}

/** One refused change; discarding one that is saved nowhere else is asked for twice. */
export function RefusedItem({ change, onRetry, onDiscard }: RefusedItemProps) {
  const { id, title, tried, reason, held } = change
  const [asking, setAsking] = useState(false)
  const titleId = useId()
  return (
    <li aria-labelledby={titleId}>
      <p id={titleId} className={styles.title} dir="auto">
        {title}
      </p>
      <p className={section.more}>
        {wordFor(tried)}: {reason}
        {held > 0 && ` ${t('heldBehind', { count: held })}.`}
      </p>
      {asking ? (
        <Confirm onKeep={() => setAsking(false)} onDiscard={() => onDiscard(id)} />
      ) : (
        <p>
          <Button label={t('tryAgain')} about={titleId} onClick={() => onRetry(id)} />
          <Button
            label={t('discard')}
            about={titleId}
            onClick={() => (tried === 'insert' ? setAsking(true) : onDiscard(id))}
          />
        </p>
      )}
    </li>
  )
}

function Confirm({ onKeep, onDiscard }: { onKeep: () => void; onDiscard: () => void }) {
  return (
    <fieldset className={styles.question}>
      <legend>{t('discardForGood')}</legend>
      <button type="button" className={controls.word} ref={focused} onClick={onKeep}>
        {t('keep')}
      </button>
      <button type="button" className={controls.word} onClick={onDiscard}>
        {t('discard')}
      </button>
    </fieldset>
  )
}

/** The button that was pressed is gone: the harmless one takes its place. */
function focused(button: HTMLButtonElement | null): void {
  button?.focus()
}

interface ButtonProps {
  label: string
  /** The id of what names the change: it tells equal buttons apart. */
  about: string
  onClick: () => void
}

function Button({ label, about, onClick }: ButtonProps) {
  return (
    <button type="button" className={controls.word} aria-describedby={about} onClick={onClick}>
      {label}
    </button>
  )
}

function wordFor(tried: RefusedChange['tried']): string {
  switch (tried) {
    case 'insert':
      return t('triedToMake')
    case 'update':
      return t('triedToChange')
    case 'delete':
      return t('triedToDelete')
    default:
      return tried satisfies never
  }
}
