import { t } from '../../lib/words/t.ts'
import controls from '../controls.module.css'
import { Dot } from '../Dot.tsx'
import styles from './SyncLine.module.css'
import type { LibrarySync, Standing } from './sync.ts'
import { useCalm } from './use-calm.ts'

interface SyncLineProps {
  count: number
  sync: LibrarySync
  /** Opens the page where a server is connected. */
  onConnect: () => void
  /** Opens the page where refused changes are listed. */
  onReview: () => void
}

/** How many works there are, and whether they are safe elsewhere too. */
export function SyncLine({ count, sync, onConnect, onReview }: SyncLineProps) {
  const calm = useCalm(sync)
  return (
    <footer className={styles.line}>
      {count > 0 && <span>{t('works', { count })}</span>}
      <span role="status" className={styles.sync}>
        <Dot tone={tones[calm.kind]} />
        {calm.kind === 'attention' ? (
          <button type="button" className={controls.word} onClick={onReview}>
            {sentence(calm)}
          </button>
        ) : (
          sentence(calm)
        )}
      </span>
      {(calm.kind === 'local' || calm.kind === 'signedOut') && (
        <button type="button" className={controls.word} onClick={onConnect}>
          {t('connect')}
        </button>
      )}
    </footer>
  )
}

const tones = {
  local: 'quiet',
  synced: 'positive',
  syncing: 'quiet',
  offline: 'attention',
  attention: 'attention',
  signedOut: 'attention',
  standing: 'attention',
} as const

function sentence(sync: LibrarySync): string {
  switch (sync.kind) {
    case 'local':
      return t('onThisDevice')
    case 'synced':
      return t('savedEverywhere')
    case 'syncing':
      return t('sendingChanges', { count: sync.count })
    case 'offline':
      return sync.count === 0 ? t('noInternet') : t('noInternetWaiting', { count: sync.count })
    case 'attention':
      return t('changesRefused', { count: sync.count })
    case 'signedOut':
      return t('signedOut')
    case 'standing': {
      const waiting = sync.count === 0 ? [] : [t('changesWaiting', { count: sync.count })]
      return [reasonFor(sync.why), ...waiting].join(', ')
    }
    default:
      return sync satisfies never
  }
}

function reasonFor(why: Standing): string {
  switch (why) {
    case 'disk_full':
      return t('diskFull')
    case 'forbidden':
      return t('writeForbidden')
    case 'server_too_old':
      return t('serverTooOld')
    case 'client_too_old':
      return t('clientTooOld')
    default:
      return why satisfies never
  }
}
