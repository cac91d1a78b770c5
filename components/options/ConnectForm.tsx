import type { FormEvent } from 'react'
import { t } from '../../lib/words/t.ts'
import controls from '../controls.module.css'
import styles from './ConnectForm.module.css'

/** What a person types to connect: the server's address and its one-time code. */
export interface PairingEntry {
  server: string
  code: string
}

interface ConnectFormProps {
  busy: boolean
  server: string
  failure: string | null
  onConnect: (entry: PairingEntry) => void
}

/** Address and code; what was typed stays when connecting fails. */
export function ConnectForm({ busy, server, failure, onConnect }: ConnectFormProps) {
  function onSubmit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    if (busy) return
    const form = new FormData(event.currentTarget)
    onConnect({ server: entered(form, 'server'), code: entered(form, 'code') })
  }
  return (
    <form className={styles.form} onSubmit={onSubmit}>
      <label>
        <span>{t('serverAddress')}</span>
        <input
          name="server"
          inputMode="url"
          autoComplete="url"
          autoCapitalize="none"
          spellCheck={false}
          required
          dir="ltr"
          defaultValue={server}
          placeholder="http://127.0.0.1:3000"
        />
      </label>
      <label>
        <span>{t('pairingCode')}</span>
        <input
          name="code"
          required
          dir="ltr"
          maxLength={40}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          aria-describedby="code-hint"
        />
      </label>
      <p id="code-hint" className={styles.hint}>
        {t('pairingCodeHint')}
      </p>
      <div className={styles.act}>
        <button type="submit" className={controls.main} aria-disabled={busy}>
          {busy ? t('connecting') : t('connect')}
        </button>
        <p role="status" className={styles.failure}>
          {failure}
        </p>
      </div>
    </form>
  )
}

function entered(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value.trim() : ''
}
