import { type KeyboardEvent, useMemo } from 'react'
import type { Work } from '../../lib/schema/work.ts'
import { moveByKey } from './row-focus.ts'
import { useStableActions } from './use-stable-actions.ts'
import { CHUNK_ROWS, WorkChunk } from './WorkChunk.tsx'
import styles from './WorkList.module.css'
import type { WorkActions } from './WorkRow.tsx'

interface WorkListProps {
  works: readonly Work[]
  pendingIds: ReadonlySet<string>
  actions: WorkActions
}

/** The works in the order given; the arrow keys, Home and End walk through the rows. */
export function WorkList({ works, pendingIds, actions }: WorkListProps) {
  const stable = useStableActions(actions)
  const chunks = useMemo(() => chunksOf(works), [works])

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    // Only buttons in here have focus.
    if (moveByKey(event.key, event.target as Element)) event.preventDefault()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys come from the buttons inside
    <div className={styles.list} onKeyDown={onKeyDown}>
      {chunks.map((chunk, index) => (
        <WorkChunk
          // biome-ignore lint/suspicious/noArrayIndexKey: a chunk is a place in the list, not its works
          key={index}
          works={chunk}
          pendingIds={pendingIds}
          actions={stable}
          eager={index === 0 || index === chunks.length - 1}
        />
      ))}
    </div>
  )
}

function chunksOf(works: readonly Work[]): (readonly Work[])[] {
  const starts = Array.from(
    { length: Math.ceil(works.length / CHUNK_ROWS) },
    (_, i) => i * CHUNK_ROWS,
  )
  return starts.map((start) => works.slice(start, start + CHUNK_ROWS))
}
