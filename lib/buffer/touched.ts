import { Dexie, type IndexableType, RangeSet } from 'dexie'
import type { BufferDatabase } from './database.ts'
import { HEAD } from './head.ts'
import type { StoredChange } from './lane.ts'

/** Indexes that few changes are in, or that nobody watches closely: told of each write. */
const COARSE = { queue: ['next_attempt_at', 'deps', 'group'], batches: ['last', 'open'] } as const

/**
 * What a transaction has written, for Dexie's live queries, in this context and the others: a
 * transaction that is not Dexie's own has to tell them itself.
 */
export class Touched {
  readonly #changes: StoredChange[] = []
  readonly #aliases: string[] = []

  /** A change was written or removed; as it was before, and as it is now. */
  change(change: StoredChange): void {
    this.#changes.push(change)
  }

  /** Where a merged row lives on was noted or forgotten. */
  alias(entity: string): void {
    this.#aliases.push(entity)
  }

  tell({ name }: BufferDatabase): void {
    const parts = new Parts(`idb://${name}/`)
    const [sent, waiting] = parted(this.#changes)
    if (this.#changes.length > 0) parts.keys('head', '', [HEAD])
    if (waiting.length > 0) tellOfQueue(parts, waiting)
    if (sent.length > 0) tellOfBatches(parts, sent)
    if (this.#aliases.length > 0) parts.keys('aliases', '', this.#aliases)
    if (Object.keys(parts.all).length > 0) Dexie.on.storagemutated.fire(parts.all)
  }
}

function parted(changes: readonly StoredChange[]): [StoredChange[], StoredChange[]] {
  const { sent = [], waiting = [] } = Object.groupBy(changes, ({ batch }) =>
    batch === undefined ? 'waiting' : 'sent',
  )
  return [sent, waiting]
}

function tellOfQueue(parts: Parts, changes: readonly StoredChange[]): void {
  const seqs = changes.map(({ seq }) => seq)
  parts.keys('queue', '', seqs)
  parts.keys(
    'queue',
    'id',
    changes.map(({ id }) => id),
  )
  parts.keys(
    'queue',
    '[lane+seq]',
    changes.map(({ lane, seq }) => [lane, seq]),
  )
  parts.keys(
    'queue',
    '[entity+seq]',
    changes.map(({ entity, seq }) => [entity, seq]),
  )
  parts.keys(
    'queue',
    '[shown+seq]',
    changes.map(({ table, seq }) => [table, seq]),
  )
  parts.everything('queue', COARSE.queue)
}

function tellOfBatches(parts: Parts, changes: readonly StoredChange[]): void {
  parts.keys(
    'batches',
    '',
    changes.map(({ batch = 0 }) => batch),
  )
  parts.keys(
    'batches',
    'entities',
    changes.map(({ entity }) => entity),
  )
  parts.keys(
    'batches',
    'tables',
    changes.map(({ table }) => table),
  )
  parts.everything('batches', COARSE.batches)
}

/** Ranges of keys by store and index, as Dexie tells its live queries of them. */
class Parts {
  readonly all: Record<string, RangeSet> = {}
  readonly #database: string

  constructor(database: string) {
    this.#database = database
  }

  keys(store: string, index: string, keys: readonly IndexableType[]): void {
    const distinct = [...new Set(keys)]
    this.#part(store, index).addKeys(distinct)
    if (index === '') this.#part(store, ':dels').addKeys(distinct) // Dexie's name for what was removed
  }

  everything(store: string, indexes: readonly string[]): void {
    for (const index of indexes) {
      this.#part(store, index).add({ from: Dexie.minKey, to: Dexie.maxKey })
    }
  }

  #part(store: string, index: string): RangeSet {
    const name = `${this.#database}${store}/${index}`
    const kept = this.all[name] ?? new RangeSet()
    this.all[name] = kept
    return kept
  }
}
