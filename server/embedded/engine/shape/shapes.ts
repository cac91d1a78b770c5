import type { Log } from '../../../log.ts'
import type { Operation } from '../protocol/messages.ts'
import type { EngineSettings } from '../settings.ts'
import type { Transaction } from '../wal/change.ts'
import type { Definition } from './definition.ts'
import { Routes } from './routes.ts'
import type { Shape } from './shape.ts'

/** How much is added to the logs before all of them are weighed again. */
const WEIGH_EACH_BYTES = 1024 * 1024

/** The shapes that are being served: found by definition, fed by route, and ended here alone. */
export class Shapes {
  readonly routes = new Routes()
  readonly #byIdentity = new Map<string, Shape>()
  readonly #usedMs = new Map<Shape, number>()
  readonly #settings: EngineSettings
  readonly #log: Log
  #addedBytes = 0

  constructor(settings: EngineSettings, log: Log) {
    this.#settings = settings
    this.#log = log
  }

  /** The shape of a definition, if there is one; asking for it keeps it from being idle. */
  find(definition: Definition): Shape | undefined {
    const shape = this.#byIdentity.get(definition.identity)
    if (shape !== undefined) this.#usedMs.set(shape, Date.now())
    return shape
  }

  /** From now on the shape gets what the stream brings. */
  add(shape: Shape): void {
    this.#byIdentity.set(shape.definition.identity, shape)
    this.#usedMs.set(shape, Date.now())
    this.routes.add(shape)
  }

  /** Gives a shape its part of a transaction. One that outgrows its share of the memory ends. */
  feed(shape: Shape, transaction: Transaction, operations: readonly Operation[]): void {
    const before = shape.bytes
    shape.take(transaction, operations)
    this.#addedBytes += shape.bytes - before
    if (shape.bytes > this.#settings.logBytes) this.end(shape, 'its log is full')
    if (this.#addedBytes > WEIGH_EACH_BYTES) this.#weigh()
  }

  end(shape: Shape, reason: string): void {
    if (shape.ended) return
    this.#byIdentity.delete(shape.definition.identity)
    this.#usedMs.delete(shape)
    this.routes.remove(shape)
    shape.end()
    const { schema, name } = shape.definition.table
    this.#log.info({ handle: shape.handle, table: `${schema}.${name}`, reason }, 'shape ended')
  }

  endTable(oid: number, reason: string): void {
    for (const shape of this.routes.of(oid)) this.end(shape, reason)
  }

  endAll(reason: string): void {
    for (const shape of [...this.#byIdentity.values()]) this.end(shape, reason)
  }

  /** Ends the shapes that nobody has asked for in a while. */
  endIdle(nowMs: number): void {
    for (const [shape, usedMs] of [...this.#usedMs]) {
      if (shape.readers === 0 && nowMs - usedMs > this.#settings.idleMs) this.end(shape, 'idle')
    }
  }

  #weigh(): void {
    this.#addedBytes = 0
    const heaviestLast = [...this.#byIdentity.values()].sort((a, b) => a.bytes - b.bytes)
    let bytes = heaviestLast.reduce((sum, shape) => sum + shape.bytes, 0)
    while (bytes > this.#settings.allLogBytes) {
      const heaviest = heaviestLast.pop()
      if (heaviest === undefined) return
      bytes -= heaviest.bytes
      this.end(heaviest, 'all logs are full')
    }
  }
}
