/** Writes the answers of a stream down, one after the other, beside what it does for the next batch. */
export class AnswerBook {
  /** Is done when all that is being written is written. */
  written: Promise<void> = Promise.resolve()
  #last: (() => Promise<void>) | null = null

  /** How the last answer is written, when it is time. */
  note(write: () => Promise<void>): void {
    this.#last = write
  }

  /** Writes the last answer as soon as something else is done, and the answer before it. */
  writeAfter(other: Promise<unknown>): void {
    const [earlier, last] = [this.written, this.#last]
    this.#last = null
    this.written = (async () => {
      await other
      await earlier
      await last?.()
    })()
    this.written.catch(() => {}) // heard by whoever waits for it, which may be later
  }

  /** Writes all that is left to write. */
  close(): Promise<void> {
    this.writeAfter(Promise.resolve())
    return this.written
  }
}
