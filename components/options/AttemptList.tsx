import { t } from '../../lib/words/t.ts'
import styles from './AttemptList.module.css'
import section from './section.module.css'

/** One try to send changes: when (epoch ms), how many, and why they were not taken, if they were not. */
export interface ShownAttempt {
  n: number
  at: number
  count: number
  failure: string | null
}

/** What was sent last, for whoever looks for the cause of trouble; never what it said. */
export function AttemptList({ attempts }: { attempts: readonly ShownAttempt[] }) {
  return (
    <section className={section.section} aria-labelledby="attempts">
      <h2 id="attempts">{t('recentlySent')}</h2>
      {attempts.length === 0 ? (
        <p className={section.more}>{t('nothingSent')}</p>
      ) : (
        <ul className={styles.list}>
          {attempts.map((attempt) => (
            <li key={attempt.n}>
              <time dateTime={new Date(attempt.at).toISOString()}>{clockTime(attempt.at)}</time>
              <span>{sentence(attempt)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function sentence({ count, failure }: ShownAttempt): string {
  return failure === null
    ? t('attemptTaken', { count })
    : t('attemptFailed', { count, reason: failure })
}

function clockTime(at: number): string {
  return new Date(at).toLocaleTimeString()
}
