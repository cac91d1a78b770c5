import { LONGEST_WAIT_MS } from '../kit/due.ts'
import type { StoredChange, WaitingLane } from './lane.ts'
import { got, startingWith } from './request.ts'

/** What waits or was refused, inside one transaction: each change lies by itself, and is found by indexes. */
export class Waiting {
  readonly #queue: IDBObjectStore

  constructor(queue: IDBObjectStore) {
    this.#queue = queue
  }

  byId(id: string): Promise<StoredChange | undefined> {
    return got(this.#queue.index('id').get(id))
  }

  /** The changes between two places, both included. */
  between(first: number, last: number): Promise<StoredChange[]> {
    return got(this.#queue.getAll(IDBKeyRange.bound(first, last)))
  }

  inLane(lane: WaitingLane): Promise<StoredChange[]> {
    return got(this.#queue.index('[lane+seq]').getAll(startingWith(lane)))
  }

  /** The changes of a row, in order: few, for they fold; a cursor is slower. */
  ofEntity(entity: string): Promise<StoredChange[]> {
    return got(this.#queue.index('[entity+seq]').getAll(startingWith(entity)))
  }

  ofGroup(group: string): Promise<StoredChange[]> {
    return got(this.#queue.index('group').getAll(group))
  }

  /** The changes that name a row as their parent. */
  dependantsOf(entity: string): Promise<StoredChange[]> {
    return got(this.#queue.index('deps').getAll(entity))
  }

  /**
   * The changes whose moment has come (epoch ms). Where one waits for a moment that can't have been
   * meant, the clock was set back: then all of them, for no moment is worth anything.
   */
  async due(nowMs: number): Promise<StoredChange[]> {
    const moments = this.#queue.index('next_attempt_at')
    const [come, wrong] = await Promise.all([
      got<StoredChange[]>(moments.getAll(IDBKeyRange.upperBound(nowMs))),
      got(moments.count(IDBKeyRange.lowerBound(nowMs + LONGEST_WAIT_MS, true))),
    ])
    return wrong === 0 ? come : got(moments.getAll())
  }
}
