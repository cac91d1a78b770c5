import { Dexie, RangeSet } from 'dexie'
import type { BufferDatabase } from './database.ts'
import { HEAD } from './head.ts'
import type { StoredChange } from './lane.ts'

/** Indexes that few changes are in: their readers are told of each write. */
const SPARSE = ['next_attempt_at', 'deps', 'group']

/**
 * What a transaction has written, for Dexie's live queries, in this context and the others: a
 * transaction that is not Dexie's own has to tell them itself.
 */
export class Touched {
  readonly #parts = new Map<string, RangeSet>()

  /** A change was written or removed; `lane` is the one that it was in before. */
  change({ seq, id, lane, entity, table }: StoredChange): void {
    this.#part('queue', '').addKey(seq)
    this.#part('queue', ':dels').addKey(seq)
    this.#part('queue', 'id').addKey(id)
    this.#part('queue', '[lane+seq]').addKey([lane, seq])
    this.#part('queue', '[entity+seq]').addKey([entity, seq])
    this.#part('queue', '[shown+seq]').addKey([table, seq])
    for (const index of SPARSE) {
      this.#part('queue', index).add({ from: Dexie.minKey, to: Dexie.maxKey })
    }
  }

  /** The record of `head`, or one of a small store, was written. */
  record(store: string, key: string = HEAD): void {
    this.#part(store, '').addKey(key)
    this.#part(store, ':dels').addKey(key)
  }

  tell({ name }: BufferDatabase): void {
    const parts = [...this.#parts].map(([part, ranges]) => [`idb://${name}/${part}`, ranges])
    if (parts.length > 0) Dexie.on.storagemutated.fire(Object.fromEntries(parts))
  }

  #part(store: string, index: string): RangeSet {
    const name = `${store}/${index}`
    const kept = this.#parts.get(name) ?? new RangeSet()
    this.#parts.set(name, kept)
    return kept
  }
}
