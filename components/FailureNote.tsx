import { useEffect, useState } from 'react'
import { t } from '../lib/words/t.ts'
import controls from './controls.module.css'
import styles from './FailureNote.module.css'

/** Failures whose message is a sentence for people. */
const TOLD = new Set([
  'InvalidChangeError',
  'NewerQueueError',
  'QueueUnavailableError',
  'StorageBrokenError',
  'StorageFullError',
])

/** Says what became of an action that failed and that nobody answers for: the one place for these. */
export function FailureNote() {
  const [failure, setFailure] = useState<string | null>(null)
  useEffect(() => {
    const onRejection = ({ reason }: PromiseRejectionEvent) => setFailure(sentenceOf(reason))
    window.addEventListener('unhandledrejection', onRejection)
    return () => window.removeEventListener('unhandledrejection', onRejection)
  }, [])
  return (
    <div role="alert">
      {failure !== null && (
        <div className={styles.note}>
          <p>{failure}</p>
          <button type="button" className={controls.word} onClick={() => setFailure(null)}>
            {t('dismiss')}
          </button>
        </div>
      )}
    </div>
  )
}

function sentenceOf(reason: unknown): string {
  return reason instanceof Error && TOLD.has(reason.name) ? reason.message : t('actionFailed')
}
