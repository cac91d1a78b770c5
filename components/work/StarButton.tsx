import { Star } from 'lucide-react'
import { t } from '../../lib/words/t.ts'
import controls from '../controls.module.css'
import styles from './StarButton.module.css'

interface StarButtonProps {
  pressed: boolean
  onToggle: () => void
  /** The id of the element that names the work, where there are many. */
  describedBy?: string
  withWord?: boolean
}

/** Makes a work a favourite, or no longer one, in one click. */
export function StarButton({ pressed, onToggle, describedBy, withWord = false }: StarButtonProps) {
  const word = t('favorite')
  return (
    <button
      type="button"
      className={`${withWord ? styles.wide : controls.icon} ${styles.star}`}
      aria-pressed={pressed}
      aria-label={withWord ? undefined : word}
      aria-describedby={describedBy}
      title={withWord ? undefined : word}
      onClick={onToggle}
    >
      <Star />
      {withWord && word}
    </button>
  )
}
