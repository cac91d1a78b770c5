import { t } from '../../lib/words/t.ts'
import controls from '../controls.module.css'
import { Dot } from '../Dot.tsx'
import { ConnectForm, type PairingEntry } from './ConnectForm.tsx'
import styles from './ConnectionView.module.css'
import section from './section.module.css'

/** Whether the library is bound to a server. */
export type ConnectionState =
  | { kind: 'local' }
  | { kind: 'connecting' }
  /** `note`: why nothing is sent to it all the same. */
  | { kind: 'connected'; server: string; owner: string; note?: string | undefined }
  | { kind: 'failed'; server: string; message: string }

export interface ConnectionViewProps {
  state: ConnectionState
  onConnect: (entry: PairingEntry) => void
  onDisconnect?: () => void
}

/** The server that this library syncs through, or the form to connect one. */
export function ConnectionView({ state, onConnect, onDisconnect }: ConnectionViewProps) {
  return (
    <section className={section.section} aria-labelledby="connection">
      <div className={styles.head}>
        <h2 id="connection">{t('yourServer')}</h2>
        <p role="status" className={styles.status}>
          {state.kind === 'connected' && (
            <>
              <Dot tone={state.note === undefined ? 'positive' : 'attention'} />
              {t('connected')}
            </>
          )}
        </p>
      </div>
      <p role="status" className={section.more}>
        {state.kind === 'connected' && state.note}
      </p>
      {state.kind === 'connected' ? (
        <Connected server={state.server} owner={state.owner} onDisconnect={onDisconnect} />
      ) : (
        <>
          <p className={section.more}>{t('localExplained')}</p>
          <ConnectForm
            busy={state.kind === 'connecting'}
            server={state.kind === 'failed' ? state.server : ''}
            failure={state.kind === 'failed' ? state.message : null}
            onConnect={onConnect}
          />
        </>
      )}
    </section>
  )
}

interface ConnectedProps {
  server: string
  owner: string
  onDisconnect: (() => void) | undefined
}

function Connected({ server, owner, onDisconnect }: ConnectedProps) {
  return (
    <>
      <dl className={styles.facts}>
        <dt>{t('serverAddress')}</dt>
        <dd>{server}</dd>
        <dt>{t('libraryOf')}</dt>
        <dd>{owner}</dd>
      </dl>
      {onDisconnect && (
        <p className={styles.leave}>
          <button type="button" className={controls.word} onClick={onDisconnect}>
            {t('disconnect')}
          </button>
          <span className={section.more}>{t('disconnectExplained')}</span>
        </p>
      )}
    </>
  )
}
