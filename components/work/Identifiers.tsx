import type { Work } from '../../lib/schema/work.ts'
import styles from './Identifiers.module.css'
import { identifiersOf } from './identifiers-of.ts'

/** The identifiers of a work as quiet links. */
export function Identifiers({ work }: { work: Work }) {
  return (
    <ul className={styles.list}>
      {identifiersOf(work).map(({ text, href }) => (
        <li key={text} dir="ltr">
          {href === null ? (
            text
          ) : (
            <a href={href} target="_blank" rel="noreferrer">
              {text}
            </a>
          )}
        </li>
      ))}
    </ul>
  )
}
