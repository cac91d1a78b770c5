import type { WriteChange } from './change.ts'
import type { BufferDatabase } from './database.ts'
import { inOrder } from './hold.ts'
import { LANES } from './lane.ts'
import { UnsettledChangesError } from './unsettled-changes-error.ts'
import { write } from './write.ts'

/** Forgets changes that are settled: applied, and seen in the mirror. */
export function prune(db: BufferDatabase, seqs: readonly number[]): Promise<void> {
  return write(db, 'relaxed', async (tx) => {
    for (const change of await tx.sentAt(seqs)) {
      if (change.status === 'applied') tx.remove(change, 'settled')
    }
  })
}

/** Empties the queue and answers what was in it. Throws UnsettledChangesError where that is not confirmed. */
export function clear(db: BufferDatabase, confirm: boolean): Promise<WriteChange[]> {
  return write(db, 'strict', async (tx) => {
    const changes = inOrder((await Promise.all(LANES.map((each) => tx.inLane(each)))).flat())
    const waiting = changes.filter(({ status }) => status !== 'applied')
    if (waiting.length > 0 && !confirm) throw new UnsettledChangesError(waiting.length)
    for (const change of changes) {
      tx.remove(change, change.status === 'applied' ? 'settled' : 'discarded')
    }
    return changes
  })
}
