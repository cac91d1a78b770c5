import type { KeyboardEvent } from 'react'
import type { Work } from '../../lib/schema/work.ts'
import { moveByKey } from './row-focus.ts'
import styles from './WorkList.module.css'
import { type WorkActions, WorkRow } from './WorkRow.tsx'

interface WorkListProps extends WorkActions {
  works: readonly Work[]
  pendingIds: ReadonlySet<string>
}

/** The works in the order given; the arrow keys, Home and End walk through the rows. */
export function WorkList({ works, pendingIds, ...actions }: WorkListProps) {
  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    // Only buttons in here have focus.
    if (moveByKey(event.key, event.target as Element)) event.preventDefault()
  }
  return (
    <ul className={styles.list} onKeyDown={onKeyDown}>
      {works.map((work) => (
        <WorkRow key={work.id} work={work} pending={pendingIds.has(work.id)} {...actions} />
      ))}
    </ul>
  )
}
