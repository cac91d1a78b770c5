import { arrange } from './arrange.ts'
import { Aside } from './aside.ts'
import { Batches } from './batches.ts'
import type { WriteChange } from './change.ts'
import { type Head, type Leaving, newHead } from './head.ts'
import { isInBatch, type Lane, type StoredChange, stored } from './lane.ts'
import { MovedBook } from './moved.ts'
import { got } from './request.ts'
import { StalePlaces } from './stale-places.ts'
import type { Touched } from './touched.ts'
import { Waiting } from './waiting.ts'

/** A change that has no place in the queue yet. */
export type Placeless = Omit<WriteChange, 'seq'>

/**
 * One write transaction of the queue. All that changes a change goes through it, and is counted.
 * What waits or was refused lies in the queue, each change by itself; what was sent in batches.
 */
export class QueueTransaction {
  /** Read and written by whoever runs the transaction. */
  head: Head = newHead()
  readonly aside: Aside
  readonly waiting: Waiting
  /** What has to be arranged before the end. */
  readonly moved = new MovedBook()
  readonly #queue: IDBObjectStore
  readonly #batches: Batches
  readonly #touched: Touched
  readonly #stale: StalePlaces
  readonly #last = new Map<string, Promise<StoredChange | undefined>>()

  constructor(tx: IDBTransaction, touched: Touched) {
    this.#queue = tx.objectStore('queue')
    this.#batches = new Batches(tx.objectStore('batches'))
    this.aside = new Aside(tx, this, touched)
    this.waiting = new Waiting(this.#queue)
    this.#touched = touched
    this.#stale = new StalePlaces(this.#queue)
  }

  async byId(id: string): Promise<StoredChange | undefined> {
    if (!this.#anySent()) return this.waiting.byId(id)
    return (
      (await this.#batches.byId(id, 'open')) ??
      (await this.waiting.byId(id)) ??
      (await this.#batches.byId(id, 'all'))
    )
  }

  /** The changes at these places that were sent. */
  sentAt(seqs: readonly number[]): Promise<StoredChange[]> {
    return this.#batches.at(seqs)
  }

  inLane(lane: Lane): Promise<StoredChange[]> {
    if (isInBatch(lane)) return this.#batches.inLane(lane)
    return this.waiting.inLane(lane)
  }

  async ofEntity(entity: string): Promise<StoredChange[]> {
    const [waiting, sent] = await Promise.all([
      this.waiting.ofEntity(entity),
      this.#anySent() ? this.#batches.ofEntity(entity) : [],
    ])
    return [...sent, ...waiting].sort((a, b) => a.seq - b.seq)
  }

  /** The last waiting change of a row. Asked for early and for several at once, it costs one round trip. */
  last(entity: string): Promise<StoredChange | undefined> {
    const asked = this.#last.get(entity) ?? this.#readLast(entity)
    this.#last.set(entity, asked)
    return asked
  }

  async #readLast(entity: string): Promise<StoredChange | undefined> {
    return (await this.waiting.ofEntity(entity)).at(-1)
  }

  /** Puts a new change at the end of the queue, or at a place that was just left. */
  add(change: Placeless & { seq?: number }): WriteChange {
    const row = stored(change as WriteChange) // its place follows with the answer
    this.head.enqueued += 1
    this.head.lanes[row.lane] += 1
    this.#enters(row)
    this.moved.added(row)
    if (isInBatch(row.lane)) {
      this.#intoBatch(row)
      return row
    }
    const request = this.#queue.add(row)
    request.onsuccess = () => {
      row.seq = Number(request.result)
      this.#touched.change(row)
    }
    return row
  }

  /** Writes a change that was read in this transaction, wherever it belongs now. */
  put(change: StoredChange): StoredChange {
    const row = stored(change)
    this.head.lanes[change.lane] -= 1
    this.head.lanes[row.lane] += 1
    this.#enters(row)
    if (change.batch === undefined && row.lane !== change.lane) this.#stale.left(change)
    if (isInBatch(row.lane)) {
      if (change.batch === undefined) this.#queue.delete(row.seq)
      this.#intoBatch(row)
    } else {
      if (change.batch !== undefined) this.#batches.take(change)
      delete row.batch
      this.#queue.put(row)
    }
    this.moved.written(change, row)
    this.#touched.change(change)
    this.#touched.change(row)
    return row
  }

  /** Puts waiting changes into a new batch; `runs` are the places from … to which hold nothing else. */
  async send(
    changes: readonly StoredChange[],
    runs: readonly [number, number][],
  ): Promise<StoredChange[]> {
    for (const [from, to] of runs) this.#queue.delete(IDBKeyRange.bound(from, to))
    const ready = IDBKeyRange.bound(['ready', this.head.readyFrom], ['ready', []])
    const next = await got(this.#queue.index('[lane+seq]').openKeyCursor(ready))
    this.head.readyFrom = Number(next?.primaryKey ?? (changes.at(-1)?.seq ?? 0) + 1)
    for (const [from, to] of runs) {
      if (this.head.readyFrom < from) this.#stale.leftBehind(from, to)
    }
    const batch = this.#newBatch()
    return changes.map((change) => {
      this.head.lanes[change.lane] -= 1
      this.head.lanes.syncing += 1
      this.#touched.change(change)
      const row = stored({ ...change, batch } as StoredChange)
      this.#batches.put(row)
      this.#touched.change(row)
      this.#forget(row.entity)
      return row
    })
  }

  remove(change: StoredChange, as: Leaving): void {
    if (change.batch !== undefined) this.#batches.take(change)
    else {
      this.#queue.delete(change.seq)
      this.#stale.left(change)
    }
    this.head.lanes[change.lane] -= 1
    this.head.left[as] += 1
    this.moved.removed(change)
    this.#touched.change(change)
    this.#forget(change.entity)
  }

  /** Counts a change that went up in another one before it had a place. */
  absorb(): void {
    this.head.enqueued += 1
    this.head.left.folded += 1
  }

  /** Writes what is written once; the last thing in a transaction. */
  async finish(): Promise<void> {
    await arrange(this)
    this.#batches.write()
    this.#stale.clear()
  }

  #anySent(): boolean {
    return this.head.lanes.syncing + this.head.lanes.applied > 0
  }

  #newBatch(): number {
    this.head.batches += 1
    return this.head.batches
  }

  #intoBatch(row: StoredChange): void {
    row.batch ??= this.#newBatch()
    this.#batches.put(row)
  }

  #enters({ entity, lane, seq }: Partial<StoredChange> & { entity: string }): void {
    if (lane === 'ready' && seq !== undefined) {
      this.#stale.entered(seq, this.head.readyFrom)
      this.head.readyFrom = Math.min(this.head.readyFrom, seq)
    }
    this.#forget(entity)
  }

  #forget(entity: string): void {
    this.#last.delete(entity)
  }
}
