import type { StoredChange } from './lane.ts'

/**
 * Chromium leaves the places of what was written anew or removed in its indexes, and each reader steps
 * over them until the browser starts again; who looks for one inside a write transaction removes it. So
 * those that lie on the way of `peek` are looked for once more, at the end of the transaction.
 */
export class StalePlaces {
  readonly #queue: IDBObjectStore
  readonly #ready: [number, number][] = []
  readonly #moments = new Set<number>()
  readonly #back: number[] = []
  #readyFrom = 0

  constructor(queue: IDBObjectStore) {
    this.#queue = queue
  }

  /** A change has left its lane, or the queue. */
  left({ lane, seq, next_attempt_at }: StoredChange): void {
    if (lane === 'ready') this.#ready.push([seq, seq])
    if (lane === 'later' && next_attempt_at !== undefined) this.#moments.add(next_attempt_at)
  }

  /** All ready changes between two places, both included, have left, and one before them has not. */
  leftBehind(from: number, to: number): void {
    this.#ready.push([from, to])
  }

  /** A change is ready at a place; where that is before `readyFrom`, all between had left. */
  entered(seq: number, readyFrom: number): void {
    this.#readyFrom = Math.max(this.#readyFrom, readyFrom)
    if (seq < this.#readyFrom) this.#back.push(seq)
  }

  /** Comes after all that is written. */
  clear(): void {
    const lanes = this.#queue.index('[lane+seq]')
    for (const [from, to] of [...this.#ready, ...this.#between()]) {
      if (from <= to) lanes.getKey(IDBKeyRange.bound(['ready', from], ['ready', to]))
    }
    const moments = this.#queue.index('next_attempt_at')
    for (const moment of this.#moments) moments.getKey(moment)
  }

  /** What lies between those that came back, up to where reading began. */
  #between(): [number, number][] {
    const back = [...new Set(this.#back)].sort((a, b) => a - b)
    return back.map((seq, i) => [seq + 1, (back[i + 1] ?? this.#readyFrom) - 1])
  }
}
