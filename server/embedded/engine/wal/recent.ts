/** More than can be committed in the moment between writing a commit and showing it to others. */
const KEPT = 1024

/**
 * The last transactions that were applied. A commit reaches the stream a moment before snapshots see
 * it; whoever takes a snapshot must find these in it, or take another.
 */
export class RecentTransactions {
  readonly #xids: number[] = []
  #next = 0

  add(xid: number): void {
    this.#xids[this.#next] = xid
    this.#next = (this.#next + 1) % KEPT
  }

  /** Their ids as of now. */
  list(): readonly number[] {
    return [...this.#xids]
  }
}
