import { useAfter } from '../use-after.ts'
import styles from './Skeleton.module.css'

/** The card's outline, only where reading the page takes longer than 150 ms. */
export function Skeleton() {
  const slow = useAfter(150)
  if (!slow) return null
  return (
    <div className={styles.skeleton} aria-hidden="true">
      <span className={styles.title} />
      <span className={styles.line} />
      <span className={styles.short} />
    </div>
  )
}
