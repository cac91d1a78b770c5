import type { StoredChange } from './lane.ts'

/**
 * Chromium leaves the places of what was written anew or removed in its indexes, and each reader steps
 * over them until the browser starts again; who looks for one inside a write transaction removes it. So
 * what has left the lanes that `peek` reads is looked for once more, at the end of its transaction.
 */
export class StalePlaces {
  readonly #queue: IDBObjectStore
  readonly #ready: [number, number][] = []
  readonly #moments = new Set<number>()

  constructor(queue: IDBObjectStore) {
    this.#queue = queue
  }

  /** A change has left its lane, or the queue. */
  left({ lane, seq, next_attempt_at }: StoredChange): void {
    if (lane === 'ready') this.#ready.push([seq, seq])
    if (lane === 'later' && next_attempt_at !== undefined) this.#moments.add(next_attempt_at)
  }

  /** All ready changes between two places, both included, have left. */
  leftAll(from: number, to: number): void {
    this.#ready.push([from, to])
  }

  /** Comes after all that is written. */
  clear(): void {
    const lanes = this.#queue.index('[lane+seq]')
    for (const [from, to] of this.#ready) {
      lanes.getKey(IDBKeyRange.bound(['ready', from], ['ready', to]))
    }
    const moments = this.#queue.index('next_attempt_at')
    for (const moment of this.#moments) moments.getKey(moment)
  }
}
