import styles from './DrawnCheck.module.css'

/** A check mark that draws itself: the one flourish. */
export function DrawnCheck() {
  return (
    <svg className={styles.check} viewBox="0 0 24 24" aria-hidden="true">
      <path d="M4 12.5 9.5 18 20 6.5" pathLength="1" />
    </svg>
  )
}
