import { Dexie, type IndexableType, RangeSet } from 'dexie'
import type { BufferDatabase } from './database.ts'
import { HEAD } from './head.ts'
import type { StoredChange } from './lane.ts'

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

/** Only the indexes that somebody reads through Dexie: the rest has no live readers. */
function tellOfQueue(parts: Parts, changes: readonly StoredChange[]): void {
  const [seqs, lanes, entities, shown] = [
    changes.map(({ seq }) => seq),
    changes.map(({ lane, seq }) => [lane, seq]),
    changes.map(({ entity, seq }) => [entity, seq]),
    changes.map(({ table, seq }) => [table, seq]),
  ]
  parts.keys('queue', '', seqs)
  parts.keys('queue', '[lane+seq]', lanes)
  parts.keys('queue', '[entity+seq]', entities)
  parts.keys('queue', '[shown+seq]', shown)
  if (changes.some(({ lane }) => lane === 'later')) parts.everything('queue', 'next_attempt_at')
}

function tellOfBatches(parts: Parts, changes: readonly StoredChange[]): void {
  const [numbers, entities, tables] = [
    changes.map(({ batch = 0 }) => batch),
    changes.map(({ entity }) => entity),
    changes.map(({ table }) => table),
  ]
  parts.keys('batches', '', numbers)
  parts.keys('batches', 'entities', entities)
  parts.keys('batches', 'tables', tables)
  parts.everything('batches', 'open')
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

  everything(store: string, index: string): void {
    this.#part(store, index).add({ from: Dexie.minKey, to: Dexie.maxKey })
  }

  #part(store: string, index: string): RangeSet {
    const name = `${this.#database}${store}/${index}`
    const kept = this.all[name] ?? new RangeSet()
    this.all[name] = kept
    return kept
  }
}
