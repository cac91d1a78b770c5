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
  parts.span(
    'queue',
    '',
    changes.map(({ seq }) => seq),
  )
  parts.spans('queue', '[lane+seq]', changes, ({ lane }) => lane)
  parts.spans('queue', '[shown+seq]', changes, ({ table }) => table)
  parts.spans('queue', '[entity+seq]', changes, ({ entity }) => entity)
  if (changes.some(({ lane }) => lane === 'later')) parts.everything('queue', 'next_attempt_at')
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
  parts.everything('batches', 'open')
}

/** Of more keys than this, it is cheaper to read a few in vain than to compare each with each. */
const EXACT = 20

/** Ranges of keys by store and index, as Dexie tells its live queries of them. */
class Parts {
  readonly all: Record<string, RangeSet> = {}
  readonly #database: string

  constructor(database: string) {
    this.#database = database
  }

  keys(store: string, index: string, keys: readonly IndexableType[]): void {
    const distinct = [...new Set(keys)]
    if (distinct.length > EXACT) this.everything(store, index)
    else this.#each(store, index, (part) => part.addKeys(distinct))
  }

  /** All that is between the first and the last of some numbers. */
  span(store: string, index: string, numbers: readonly number[]): void {
    const range = { from: Math.min(...numbers), to: Math.max(...numbers) }
    this.#each(store, index, (part) => part.add(range))
  }

  /** In an index of a name and a place: of each name, all between its first place and its last. */
  spans(
    store: string,
    index: string,
    changes: readonly StoredChange[],
    nameOf: (change: StoredChange) => string,
  ): void {
    const byName = [...Map.groupBy(changes, nameOf)]
    const ranges = byName.map(([name, those]) => {
      const places = those.map(({ seq }) => seq)
      return { from: [name, Math.min(...places)], to: [name, Math.max(...places)] }
    })
    if (ranges.length > EXACT) this.everything(store, index)
    else for (const range of ranges) this.#each(store, index, (part) => part.add(range))
  }

  everything(store: string, index: string): void {
    const range = { from: Dexie.minKey, to: Dexie.maxKey }
    this.#each(store, index, (part) => part.add(range))
  }

  /** The ranges of an index; of a store itself, also those of what was removed, under Dexie's name for it. */
  #each(store: string, index: string, add: (part: RangeSet) => void): void {
    for (const key of index === '' ? ['', ':dels'] : [index]) {
      const name = `${this.#database}${store}/${key}`
      const kept = this.all[name] ?? new RangeSet()
      this.all[name] = kept
      add(kept)
    }
  }
}
