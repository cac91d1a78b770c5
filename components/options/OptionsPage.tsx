import type { ReactNode } from 'react'
import { t } from '../../lib/words/t.ts'
import mark from '../icons/mark.svg'
import styles from './OptionsPage.module.css'

/** The frame of the options page; its sections come as children. */
export function OptionsPage({ children }: { children: ReactNode }) {
  return (
    <main className={styles.page}>
      <h1 className={styles.name}>
        <img src={mark} alt="" />
        {t('extName')}
      </h1>
      {children}
    </main>
  )
}
