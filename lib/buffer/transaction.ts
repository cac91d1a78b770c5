import type { WriteChange } from './change.ts'
import type { Alias, BufferDatabase, Withdrawn } from './database.ts'
import { HEAD, type Head, type Leaving, newHead } from './head.ts'
import { type Lane, type StoredChange, stored } from './lane.ts'
import { completion, got, startingWith } from './request.ts'
import { named } from './storage-errors.ts'
import { Touched } from './touched.ts'

const STORES = ['queue', 'head', 'withdrawn', 'aliases']

/** A change that has no place in the queue yet. */
export type Placeless = Omit<WriteChange, 'seq'>

/** One write transaction of the queue. All that changes a change goes through it, and is counted. */
export class QueueTransaction {
  readonly head: Head
  readonly #queue: IDBObjectStore
  readonly #small: (store: 'withdrawn' | 'aliases') => IDBObjectStore
  readonly #touched: Touched
  readonly #last = new Map<string, Promise<StoredChange | undefined>>()

  constructor(tx: IDBTransaction, head: Head, touched: Touched) {
    this.head = head
    this.#queue = tx.objectStore('queue')
    this.#small = (store) => tx.objectStore(store)
    this.#touched = touched
  }

  byId(id: string): Promise<StoredChange | undefined> {
    return got(this.#queue.index('id').get(id))
  }

  at(seq: number): Promise<StoredChange | undefined> {
    return got(this.#queue.get(seq))
  }

  inLane(lane: Lane): Promise<StoredChange[]> {
    return got(this.#queue.index('[lane+seq]').getAll(startingWith(lane)))
  }

  ofEntity(entity: string): Promise<StoredChange[]> {
    return got(this.#queue.index('[entity+seq]').getAll(startingWith(entity)))
  }

  ofGroup(group: string): Promise<StoredChange[]> {
    return got(this.#queue.index('group').getAll(group))
  }

  /** The changes that name a row as their parent. */
  dependantsOf(entity: string): Promise<StoredChange[]> {
    return got(this.#queue.index('deps').getAll(entity))
  }

  /** The changes whose moment has come (epoch ms). */
  due(nowMs: number): Promise<StoredChange[]> {
    return got(this.#queue.index('next_attempt_at').getAll(IDBKeyRange.upperBound(nowMs)))
  }

  /** The last change of a row. Asked for early and for several at once, it costs one round trip. */
  last(entity: string): Promise<StoredChange | undefined> {
    const asked = this.#last.get(entity) ?? this.#readLast(entity)
    this.#last.set(entity, asked)
    return asked
  }

  async #readLast(entity: string): Promise<StoredChange | undefined> {
    const index = this.#queue.index('[entity+seq]')
    return (await got(index.openCursor(startingWith(entity), 'prev')))?.value
  }

  /** Puts a new change at the end of the queue, or at a place that was just left. */
  add(change: Placeless & { seq?: number }): WriteChange {
    const row = stored(change as WriteChange) // its place follows with the answer
    const request = this.#queue.add(row)
    request.onsuccess = () => {
      row.seq = Number(request.result)
      this.#touched.change(row)
    }
    this.head.enqueued += 1
    this.head.lanes[row.lane] += 1
    this.#written(row.entity)
    return row
  }

  /** Writes a change that was read in this transaction. */
  put(change: StoredChange): StoredChange {
    const row = stored(change)
    this.#queue.put(row)
    this.head.lanes[change.lane] -= 1
    this.head.lanes[row.lane] += 1
    this.#touched.change(change)
    this.#touched.change(row)
    this.#written(row.entity)
    return row
  }

  remove(change: StoredChange, as: Leaving): void {
    this.#queue.delete(change.seq)
    this.head.lanes[change.lane] -= 1
    this.head.left[as] += 1
    this.#touched.change(change)
    this.#written(change.entity)
  }

  /** Counts a change that went up in another one before it had a place. */
  absorb(): void {
    this.head.enqueued += 1
    this.head.left.folded += 1
    this.#touched.record('head')
  }

  withdrawn(entity: string): Promise<Withdrawn | undefined> {
    return got(this.#small('withdrawn').get(entity))
  }

  withdraw(pair: Withdrawn): void {
    this.#small('withdrawn').put(pair)
    this.head.withdrawn += 1
  }

  forgetWithdrawn(entity: string): void {
    this.#small('withdrawn').delete(entity)
    this.head.withdrawn -= 1
  }

  /** The entities whose pairs were withdrawn before a moment (epoch ms). */
  async withdrawnBefore(atMs: number): Promise<string[]> {
    const keys = this.#small('withdrawn').index('at').getAllKeys(IDBKeyRange.upperBound(atMs))
    return (await got(keys)) as string[] // the store's key is the entity
  }

  putAlias(alias: Alias): void {
    this.#small('aliases').put(alias)
    this.#touched.record('aliases', alias.entity)
  }

  forgetAlias(entity: string): void {
    this.#small('aliases').delete(entity)
    this.#touched.record('aliases', entity)
  }

  #written(entity: string): void {
    this.#last.delete(entity)
    this.#touched.record('head')
  }
}

/**
 * Runs one write transaction. It is IndexedDB's own and not Dexie's: half the time on the path that
 * a person waits for, and strict durability where that is needed and only there.
 */
export async function write<T>(
  db: BufferDatabase,
  durability: 'strict' | 'relaxed',
  run: (tx: QueueTransaction) => Promise<T>,
): Promise<T> {
  const tx = await begin(db, durability)
  const done = completion(tx)
  done.catch(() => {}) // awaited below, unless the reason came first
  const touched = new Touched()
  try {
    const heads = tx.objectStore('head')
    const head: Head = (await got(heads.get(HEAD))) ?? newHead()
    const result = await run(new QueueTransaction(tx, head, touched))
    heads.put(head)
    tx.commit()
    await done
    touched.tell(db)
    return result
  } catch (error) {
    abort(tx)
    throw tx.error ?? error
  }
}

async function begin(
  db: BufferDatabase,
  durability: 'strict' | 'relaxed',
): Promise<IDBTransaction> {
  try {
    await db.open()
    return transactionOf(db, durability)
  } catch (error) {
    throw named(error)
  }
}

function transactionOf(db: BufferDatabase, durability: 'strict' | 'relaxed'): IDBTransaction {
  return db.backendDB().transaction(STORES, 'readwrite', { durability })
}

function abort(tx: IDBTransaction): void {
  try {
    tx.abort()
  } catch {
    // it has ended by itself
  }
}
