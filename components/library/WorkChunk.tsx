import { useRef } from 'react'
import type { Work } from '../../lib/schema/work.ts'
import { useNear } from './use-near.ts'
import styles from './WorkChunk.module.css'
import { type WorkActions, WorkRow } from './WorkRow.tsx'

/** How many rows are drawn together; WorkChunk.module.css knows their height. */
export const CHUNK_ROWS = 50

interface WorkChunkProps {
  works: readonly Work[]
  pendingIds: ReadonlySet<string>
  actions: WorkActions
  /** Drawn at once: what is seen first, and the last chunk, whose height nothing else knows. */
  eager: boolean
}

/** A stretch of the list: an empty space of the right height until it is about to be seen. */
export function WorkChunk({ works, pendingIds, actions, eager }: WorkChunkProps) {
  const ref = useRef<HTMLUListElement>(null)
  const near = useNear(ref, eager)
  return (
    <ul ref={ref} className={near || eager ? styles.rows : styles.space}>
      {(near || eager) &&
        works.map((work) => (
          <WorkRow key={work.id} work={work} pending={pendingIds.has(work.id)} {...actions} />
        ))}
    </ul>
  )
}
