import { t } from '../../lib/words/t.ts'
import mark from '../icons/mark.svg'
import styles from './EmptyLibrary.module.css'

/** A library with nothing in it yet: one picture, one sentence. */
export function EmptyLibrary() {
  return (
    <div className={styles.empty}>
      <img src={mark} alt="" />
      <p>{t('emptyLibrary')}</p>
    </div>
  )
}
