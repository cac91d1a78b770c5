import { Blocks } from './blocks.ts'
import { Spool } from './spool.ts'

const COMMA = Buffer.from(',')

type State = { kind: 'growing' } | { kind: 'whole' } | { kind: 'failed'; error: Error }

/**
 * A snapshot as it is served: messages in chunks of about `chunkBytes`, written once by the copy
 * and read by any number of clients, also while it is still growing.
 */
export class SnapshotChunks {
  readonly #spool = new Spool()
  readonly #blocks = new Blocks((block) => this.#write(block))
  readonly #chunkBytes: number
  /** Where each chunk begins. */
  readonly #starts = [0]
  #position = 0
  #state: State = { kind: 'growing' }
  #progress = Promise.withResolvers<void>()
  #readers = 0
  #unwanted = false
  readonly #dropped = new AbortController()

  constructor(chunkBytes: number) {
    this.#chunkBytes = chunkBytes
  }

  /** Adds a row's message; a promise asks to wait before the next. */
  add(message: Uint8Array): Promise<void> | undefined {
    if (this.#position - this.#lastStart() >= this.#chunkBytes) {
      this.#starts.push(this.#position)
      this.#tell()
    }
    return this.#put(message) ? this.#blocks.written : undefined
  }

  /** Closes the snapshot with its last message, which stays in the last chunk however full it is. */
  async finish(message: string): Promise<void> {
    this.#put(Buffer.from(message))
    await this.#blocks.flush()
    if (this.#state.kind === 'growing') this.#state = { kind: 'whole' }
    this.#tell()
  }

  /** Gives up: who reads the snapshot gets the error. */
  fail(error: Error): void {
    if (this.#state.kind === 'growing') this.#state = { kind: 'failed', error }
    this.#tell()
  }

  /** Resolves once the first bytes, or the lack of any, are known; rejects where there will be none. */
  async begun(): Promise<void> {
    while (this.#spool.size === 0 && this.#state.kind === 'growing') await this.#progress.promise
    this.#check()
  }

  /** Whether another chunk follows this one; waits until that is known. */
  async continues(index: number): Promise<boolean> {
    while (this.#starts.length <= index + 1 && this.#state.kind === 'growing')
      await this.#progress.promise
    this.#check()
    return this.#starts.length > index + 1
  }

  /** The messages of a chunk, joined by commas, as they become available. */
  async *read(index: number): AsyncGenerator<Buffer> {
    this.#readers++
    try {
      yield* this.#chunk(index)
    } finally {
      this.#readers--
      if (this.#unwanted) await this.dispose()
    }
  }

  /**
   * Frees what it holds, once nobody reads it any more: a body that breaks off is an error for the
   * client, a shape that has ended is not.
   */
  async dispose(): Promise<void> {
    this.#unwanted = true
    if (this.#readers > 0) return
    this.#dropped.abort()
    this.fail(new Error('the shape has ended'))
    await this.#spool.dispose()
  }

  /** Fires when nobody wants the snapshot any more. */
  get signal(): AbortSignal {
    return this.#dropped.signal
  }

  async *#chunk(index: number): AsyncGenerator<Buffer> {
    let at = this.#starts[index] ?? this.#position
    for (;;) {
      const news = this.#progress.promise // taken before the look, or what comes meanwhile is missed
      const end =
        this.#starts[index + 1] ?? (this.#state.kind === 'whole' ? this.#position : undefined)
      const to = Math.min(end ?? this.#spool.size, this.#spool.size)
      if (to > at) yield* this.#spool.read(at, to)
      at = Math.max(at, to)
      if (at === end) return
      this.#check()
      if (at >= this.#spool.size) await news
    }
  }

  #put(message: Uint8Array): boolean {
    const first = this.#position === this.#lastStart()
    const comma = first ? false : this.#blocks.put(COMMA)
    this.#position += message.length + (first ? 0 : COMMA.length)
    return this.#blocks.put(message) || comma
  }

  #lastStart(): number {
    return this.#starts.at(-1) ?? 0
  }

  async #write(block: Buffer): Promise<void> {
    await this.#spool.append(block)
    this.#tell()
  }

  #check(): void {
    if (this.#state.kind === 'failed') throw this.#state.error
  }

  #tell(): void {
    this.#progress.resolve()
    this.#progress = Promise.withResolvers<void>()
  }
}
