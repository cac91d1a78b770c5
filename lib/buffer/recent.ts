import type { StoredChange } from './lane.ts'

/**
 * What one context has looked at and sent last, so that it need not read it again. Nothing is decided
 * by it: who claims checks the places, and what is on its way is on its way as long as its batch is open.
 */
export class Recent {
  /** Where the changes are that were looked at last, by their ids. */
  places: ReadonlyMap<string, number> = new Map()
  /** The rows that an open batch is about, by its number. */
  readonly #rows = new Map<number, readonly string[]>()

  sent(changes: readonly StoredChange[]): void {
    for (const [batch, those] of Map.groupBy(changes, ({ batch }) => batch)) {
      if (batch !== undefined) this.#rows.set(batch, rowsOf(those))
    }
  }

  rowsOf(batch: number): readonly string[] | undefined {
    return this.#rows.get(batch)
  }

  /** Forgets the batches that are not open any more. */
  keep(open: readonly number[]): void {
    for (const batch of this.#rows.keys()) if (!open.includes(batch)) this.#rows.delete(batch)
  }
}

function rowsOf(changes: readonly StoredChange[]): string[] {
  return changes.map(({ entity }) => entity)
}
