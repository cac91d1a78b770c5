/** Reads Postgres' wire format forwards: big-endian numbers, zero-ended and sized UTF-8 texts. */
export class WireReader {
  readonly #bytes: Buffer
  #at = 0

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  skip(count: number): void {
    this.#at += count
  }

  letter(): string {
    return String.fromCharCode(this.#bytes.readUInt8(this.#step(1)))
  }

  uint16(): number {
    return this.#bytes.readUInt16BE(this.#step(2))
  }

  uint32(): number {
    return this.#bytes.readUInt32BE(this.#step(4))
  }

  int32(): number {
    return this.#bytes.readInt32BE(this.#step(4))
  }

  uint64(): bigint {
    return this.#bytes.readBigUInt64BE(this.#step(8))
  }

  /** A text that ends with a zero byte. */
  text(): string {
    const end = this.#bytes.indexOf(0, this.#at)
    if (end < 0) throw new Error('a message of the WAL stream is cut off')
    const text = this.#bytes.toString('utf8', this.#at, end)
    this.#at = end + 1
    return text
  }

  /** A text with its length in front. */
  sized(): string {
    const length = this.uint32()
    const start = this.#step(length)
    if (this.#at > this.#bytes.length) throw new Error('a message of the WAL stream is cut off')
    return this.#bytes.toString('utf8', start, this.#at)
  }

  #step(count: number): number {
    const at = this.#at
    this.#at += count
    return at
  }
}
