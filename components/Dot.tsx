import styles from './Dot.module.css'

interface DotProps {
  tone: 'quiet' | 'positive' | 'attention'
}

/** A small mark of state; the words beside it say the same. */
export function Dot({ tone }: DotProps) {
  return <span className={styles.dot} data-tone={tone} />
}
