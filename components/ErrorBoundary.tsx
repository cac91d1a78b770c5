import { Component, type ReactNode } from 'react'
import { t } from '../lib/words/t.ts'
import controls from './controls.module.css'
import styles from './ErrorBoundary.module.css'

interface ErrorBoundaryProps {
  children: ReactNode
  onReload: () => void
}

/** In place of a page that broke while drawing itself: a plain sentence and *Reload*. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true }
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children
    return (
      <main className={styles.broken}>
        <h1 className={controls.spoken}>{t('extName')}</h1>
        <p role="alert">{t('brokenPage')}</p>
        <button type="button" className={controls.main} onClick={this.props.onReload}>
          {t('reload')}
        </button>
      </main>
    )
  }
}
