import { t } from '../../lib/words/t.ts'
import controls from '../controls.module.css'
import { useAfter } from '../use-after.ts'
import styles from './LoadingLibrary.module.css'

const ROWS = ['one', 'two', 'three', 'four', 'five']

/** The outline of a list, only where opening the library takes longer than 150 ms. */
export function LoadingLibrary() {
  const slow = useAfter(150)
  return (
    <div className={styles.loading} aria-busy="true">
      {slow && <p className={controls.spoken}>{t('loadingLibrary')}</p>}
      {slow &&
        ROWS.map((row) => (
          <div key={row} className={styles.row}>
            <span className={styles.title} />
            <span className={styles.meta} />
          </div>
        ))}
    </div>
  )
}
