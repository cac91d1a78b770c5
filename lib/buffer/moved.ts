import type { WriteChange } from './change.ts'
import { blocksForGood } from './hold.ts'
import type { StoredChange } from './lane.ts'

/** What a transaction has moved that others stand behind, or that may stand behind others. */
export interface Moved {
  /** Pending changes, by their ids, that have to be asked anew whether they must wait. */
  selves: ReadonlySet<string>
  /** Changes behind which others have to wait now, or have no longer to. */
  ahead: readonly WriteChange[]
}

/** Keeps book of what one transaction moves, so that nobody who moves something has to think of it. */
export class MovedBook {
  #selves = new Set<string>()
  #ahead: WriteChange[] = []

  added(row: StoredChange): void {
    if (row.status === 'pending') this.#selves.add(row.id)
  }

  /** A change was written: `before` still names the lane that it was in. */
  written(before: StoredChange, row: StoredChange): void {
    const woken = before.lane === 'later' && row.lane === 'ready'
    if (row.status === 'pending' && !woken) this.#selves.add(row.id)
    const freed = row.lane !== before.lane && mayBlockForGood(before)
    if (freed || row.lane === 'later' || blocksForGood(row)) this.#ahead.push(row)
  }

  removed(change: StoredChange): void {
    if (mayBlockForGood(change)) this.#ahead.push(change)
  }

  /** What was moved since this was asked last. */
  take(): Moved {
    const moved = { selves: this.#selves, ahead: this.#ahead }
    this.#selves = new Set()
    this.#ahead = []
    return moved
  }
}

function mayBlockForGood({ lane }: StoredChange): boolean {
  return lane === 'held' || lane === 'rejected'
}
