import type { Lane, StoredChange } from './lane.ts'
import { got } from './request.ts'

/**
 * The changes of one request in one record, from the claim until their echo: a batch of 100 is a
 * write and not a hundred. `open` while one of them is on its way; the lists are what it is found by.
 */
export interface Batch {
  n: number
  changes: StoredChange[]
  entities: string[]
  tables: string[]
  identifiers: string[]
  /** The last of their places. */
  last: number
  open?: 1
}

/** The batches of one transaction: read when asked for, written once at its end. */
export class Batches {
  readonly #store: IDBObjectStore
  /** By its number, the changes of each batch that was read, by their ids. */
  readonly #read = new Map<number, Map<string, StoredChange>>()
  readonly #reading = new Map<number, Promise<void>>()
  readonly #changed = new Set<number>()
  /** Asked once: no batch comes or goes in the store before the end. */
  readonly #asked = new Map<'open' | 'all', Promise<IDBValidKey[]>>()

  constructor(store: IDBObjectStore) {
    this.#store = store
  }

  /** A change by its id: among those on their way, or among all that were sent; read until it is found. */
  async byId(id: string, among: 'open' | 'all'): Promise<StoredChange | undefined> {
    const numbers = (await this.#numbers(among)).values()
    let change = this.#knownById(id)
    for (let next = numbers.next(); !change && !next.done; next = numbers.next()) {
      await this.#load([next.value])
      change = this.#knownById(id)
    }
    return change
  }

  async ofEntity(entity: string): Promise<StoredChange[]> {
    await this.#load(await got(this.#store.index('entities').getAllKeys(entity)))
    return this.#known().filter((change) => change.entity === entity)
  }

  /** The changes at these places. */
  async at(seqs: readonly number[]): Promise<StoredChange[]> {
    if (seqs.length === 0) return []
    const range = IDBKeyRange.lowerBound(Math.min(...seqs))
    await this.#load(await got(this.#store.index('last').getAllKeys(range)))
    const wanted = new Set(seqs)
    return this.#known().filter(({ seq }) => wanted.has(seq))
  }

  async inLane(lane: Lane): Promise<StoredChange[]> {
    await this.#load(await this.#numbers(lane === 'syncing' ? 'open' : 'all'))
    return this.#known().filter((change) => change.lane === lane)
  }

  /** Writes a change into its batch. */
  put(change: StoredChange): void {
    const { batch = 0 } = change
    const changes = this.#read.get(batch) ?? new Map()
    this.#read.set(batch, changes.set(change.id, change))
    this.#changed.add(batch)
  }

  /** Takes a change out of its batch. */
  take({ batch = 0, id }: StoredChange): void {
    this.#read.get(batch)?.delete(id)
    this.#changed.add(batch)
  }

  write(): void {
    for (const n of this.#changed) {
      const changes = [...(this.#read.get(n)?.values() ?? [])]
      if (changes.length === 0) this.#store.delete(n)
      else this.#store.put(recordOf(n, changes))
    }
  }

  #known(): StoredChange[] {
    return [...this.#read.values()].flatMap((changes) => [...changes.values()])
  }

  #knownById(id: string): StoredChange | undefined {
    for (const changes of this.#read.values()) {
      const change = changes.get(id)
      if (change) return change
    }
    return undefined
  }

  #numbers(of: 'open' | 'all'): Promise<IDBValidKey[]> {
    const source = of === 'open' ? this.#store.index('open') : this.#store
    const numbers = this.#asked.get(of) ?? got(source.getAllKeys())
    this.#asked.set(of, numbers)
    return numbers
  }

  async #load(keys: IDBValidKey[]): Promise<void> {
    const numbers = [...new Set(keys as number[])] // the store's key is a number
    await Promise.all(numbers.map((n) => this.#reading.get(n) ?? this.#readBatch(n)))
  }

  #readBatch(n: number): Promise<void> {
    const reading = got<Batch | undefined>(this.#store.get(n)).then((batch) => {
      this.#read.set(n, new Map(batch?.changes.map((change) => [change.id, change])))
    })
    this.#reading.set(n, reading)
    return reading
  }
}

function recordOf(n: number, changes: StoredChange[]): Batch {
  const record = {
    n,
    changes,
    entities: changes.map(({ entity }) => entity),
    tables: [...new Set(changes.map(({ table }) => table))],
    identifiers: [...new Set(changes.flatMap(({ identifiers = [] }) => identifiers))],
    last: Math.max(...changes.map(({ seq }) => seq)),
  }
  return changes.some(({ lane }) => lane === 'syncing') ? { ...record, open: 1 } : record
}
