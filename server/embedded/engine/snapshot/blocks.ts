const BLOCK_BYTES = 64 * 1024

/** Gathers small pieces of bytes to blocks, and hands those on one after the other. */
export class Blocks {
  #block: Buffer | undefined
  #filled = 0
  #writing: Promise<void> = Promise.resolve()
  readonly #write: (block: Buffer) => Promise<void>

  constructor(write: (block: Buffer) => Promise<void>) {
    this.#write = write
  }

  /** Copies the bytes; true where a block went off, so that whoever has much may wait for `written`. */
  put(bytes: Uint8Array): boolean {
    const full = this.#filled + bytes.length > BLOCK_BYTES
    if (full) this.#send()
    if (bytes.length > BLOCK_BYTES) {
      this.#queue(Buffer.from(bytes))
      return true
    }
    this.#block ??= Buffer.allocUnsafe(BLOCK_BYTES)
    this.#block.set(bytes, this.#filled)
    this.#filled += bytes.length
    return full
  }

  /** Hands on what is gathered; resolves when everything is written. */
  flush(): Promise<void> {
    this.#send()
    return this.#writing
  }

  /** Resolves when everything handed on so far is written. */
  get written(): Promise<void> {
    return this.#writing
  }

  /** The block goes with its bytes; a mostly empty one isn't kept whole for them. */
  #send(): void {
    const block = this.#block?.subarray(0, this.#filled)
    this.#block = undefined
    this.#filled = 0
    if (block === undefined) return
    this.#queue(block.length < BLOCK_BYTES / 2 ? Buffer.from(block) : block)
  }

  #queue(block: Buffer): void {
    this.#writing = this.#writing.then(() => this.#write(block))
  }
}
