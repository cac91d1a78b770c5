import { randomUUID } from 'node:crypto'
import { type FileHandle, open, unlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What a small snapshot may take of the memory; a larger one goes to a file. */
const MEMORY_BYTES = 16 * 1024
const READ_BYTES = 256 * 1024

/**
 * Bytes that are appended once and read often, from any place: a few in memory, more in a temporary
 * file that has no name as soon as it is open, so that nothing outlives the process.
 */
export class Spool {
  #blocks: Buffer[] = []
  #file: FileHandle | undefined
  #size = 0
  #disposed = false

  /** How many bytes can be read. */
  get size(): number {
    return this.#size
  }

  /** Appends; the caller waits for the one before. */
  async append(block: Buffer): Promise<void> {
    if (this.#disposed) return
    if (this.#file === undefined && this.#size + block.length > MEMORY_BYTES) await this.#spill()
    if (this.#disposed) return
    if (this.#file === undefined) this.#blocks.push(block)
    else await this.#file.write(block, 0, block.length, this.#size)
    this.#size += block.length
  }

  /** The bytes between two places, both below `size`. */
  async *read(from: number, to: number): AsyncGenerator<Buffer> {
    if (this.#file === undefined) yield Buffer.concat(this.#blocks).subarray(from, to)
    else yield* readFile(this.#file, from, to)
  }

  /** Frees memory and file. Nobody may be reading. */
  async dispose(): Promise<void> {
    this.#disposed = true
    this.#blocks = []
    await this.#file?.close()
  }

  async #spill(): Promise<void> {
    const path = join(tmpdir(), `deeprecall-shape-${randomUUID()}`)
    const file = await open(path, 'wx+', 0o600)
    await unlink(path)
    const block = Buffer.concat(this.#blocks)
    await file.write(block, 0, block.length, 0)
    this.#blocks = []
    this.#file = file
    if (this.#disposed) await file.close()
  }
}

async function* readFile(file: FileHandle, from: number, to: number): AsyncGenerator<Buffer> {
  for (let at = from; at < to; ) {
    const buffer = Buffer.allocUnsafe(Math.min(READ_BYTES, to - at))
    const { bytesRead } = await file.read(buffer, 0, buffer.length, at)
    if (bytesRead === 0) throw new Error('a snapshot is shorter than it was')
    yield buffer.subarray(0, bytesRead)
    at += bytesRead
  }
}
