import { type Operation, operationMessage } from '../protocol/messages.ts'
import type { SnapshotChunks } from '../snapshot/chunks.ts'
import type { Transaction } from '../wal/change.ts'
import type { Definition } from './definition.ts'
import { isNews, type Join } from './join.ts'
import { type Entry, ShapeLog } from './log.ts'
import type { View } from './view.ts'

type Origin = Pick<Transaction, 'xid' | 'lsn'>

/**
 * One shape: its snapshot and its log. It is open first (what the stream brings is held back), then
 * joined (it is known which of that the snapshot has already), and at last ended, for good.
 */
export class Shape {
  readonly handle: string
  readonly definition: Definition
  readonly view: View
  readonly snapshot: SnapshotChunks
  readonly log = new ShapeLog()
  #held: { origin: Origin; entries: Entry[] }[] = []
  #heldBytes = 0
  #join: Join | undefined
  readonly #joined = Promise.withResolvers<void>()
  #ended = false
  readonly #waiting = new Set<() => void>()

  constructor(handle: string, definition: Definition, view: View, snapshot: SnapshotChunks) {
    this.handle = handle
    this.definition = definition
    this.view = view
    this.snapshot = snapshot
  }

  get ended(): boolean {
    return this.#ended
  }

  /** Resolves when the shape is joined or has ended. */
  get joined(): Promise<void> {
    return this.#joined.promise
  }

  /** What its log weighs in memory, about. */
  get bytes(): number {
    return this.log.bytes + this.#heldBytes
  }

  /** How many readers wait for news. */
  get readers(): number {
    return this.#waiting.size
  }

  /** Takes what a transaction did to this shape, and wakes who waits. */
  take(origin: Origin, operations: readonly Operation[]): void {
    if (this.ended || operations.length === 0) return
    if (this.#join && !isNews(this.#join, origin)) return
    const entries = this.#entriesOf(origin, operations)
    if (this.#join) this.#append(entries)
    else this.#hold(origin, entries)
  }

  /** The snapshot has begun: what came since the shape was opened is joined to it. */
  join(join: Join): void {
    this.#join = join
    for (const { origin, entries } of this.#held) {
      if (isNews(join, origin)) this.#append(entries)
    }
    this.#forgetHeld()
    this.#joined.resolve()
  }

  /** Ends the shape: its handle is never valid again. */
  end(): void {
    this.#ended = true
    this.#forgetHeld()
    this.#joined.resolve()
    this.#wake()
    void this.snapshot.dispose()
  }

  /** Calls back once, at the next news or at the end; gives the way to stop waiting. */
  onNews(wake: () => void): () => void {
    this.#waiting.add(wake)
    return () => this.#waiting.delete(wake)
  }

  #entriesOf({ lsn, xid }: Origin, operations: readonly Operation[]): Entry[] {
    const { relation } = this.view
    return operations.map((of, index) => {
      const last = index === operations.length - 1
      return { lsn, op: of.position, text: operationMessage(of, { relation, lsn, xid, last }) }
    })
  }

  #append(entries: readonly Entry[]): void {
    this.log.append(entries)
    this.#wake()
  }

  #hold(origin: Origin, entries: Entry[]): void {
    this.#held.push({ origin, entries })
    for (const entry of entries) this.#heldBytes += entry.text.length
  }

  #forgetHeld(): void {
    this.#held = []
    this.#heldBytes = 0
  }

  #wake(): void {
    const woken = [...this.#waiting]
    this.#waiting.clear()
    for (const wake of woken) wake()
  }
}
