import type { Transaction } from './change.ts'

/** What the queue does to its source while too much waits. */
export interface Valve {
  maxBytes: number
  close(): void
  open(): void
}

/**
 * Transactions in the order of their commit, one at a time: the next is not looked at before the
 * last is applied, whatever applying waits for.
 */
export class ApplyQueue {
  readonly #apply: (transaction: Transaction) => void | Promise<void>
  readonly #failed: (error: unknown) => void
  readonly #valve: Valve
  readonly #waiting: Transaction[] = []
  #bytes = 0
  #closed = false
  #running = false

  constructor(
    apply: (transaction: Transaction) => void | Promise<void>,
    failed: (error: unknown) => void,
    valve: Valve,
  ) {
    this.#apply = apply
    this.#failed = failed
    this.#valve = valve
  }

  /** Whether everything is applied. */
  get empty(): boolean {
    return !this.#running
  }

  push(transaction: Transaction): void {
    this.#waiting.push(transaction)
    this.#bytes += transaction.bytes
    this.#setValve()
    if (!this.#running) void this.#run()
  }

  /** Applies nothing more. */
  stop(): void {
    this.#waiting.length = 0
  }

  async #run(): Promise<void> {
    this.#running = true
    try {
      for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
        const busy = this.#apply(next)
        if (busy !== undefined) await busy
        this.#bytes -= next.bytes
        this.#setValve()
      }
      this.#running = false
    } catch (error) {
      // Nothing more is applied: a stream with a hole in it would be worse than none.
      this.#failed(error)
    }
  }

  #setValve(): void {
    const { maxBytes } = this.#valve
    if (!this.#closed && this.#bytes > maxBytes) {
      this.#closed = true
      this.#valve.close()
    } else if (this.#closed && this.#bytes <= maxBytes / 2) {
      this.#closed = false
      this.#valve.open()
    }
  }
}
