import type { RowClock } from './stamps.ts'

/**
 * A row as it is stored, every column in Postgres' words: instants as ISO 8601 in UTC with
 * milliseconds, numbers as numbers, an empty column as null. A row is never changed in place.
 */
export interface StoredRow {
  readonly owner_id: string
  readonly id: string
  readonly rev: number
  readonly clock: RowClock
  /** The highest clock of the row. */
  readonly lww: string
  readonly created_at: string
  readonly updated_at: string
  readonly server_at: string
  readonly deleted_at: string | null
  readonly [column: string]: unknown
}

/** A row that has to be written: inserted where there was none before. */
export interface RowChange {
  table: string
  before: StoredRow | undefined
  after: StoredRow
}

interface Held {
  table: string
  /** As the store has it. */
  before: StoredRow | undefined
  now: StoredRow | undefined
}

/**
 * The rows that a batch works on, all in memory. A fork sees what it was made from and keeps its own
 * changes to itself, so that it can be dropped or adopted as a whole.
 */
export class Rows {
  readonly #below: Rows | undefined
  readonly #held = new Map<string, Held>()
  readonly #ends = new Map<string, string | null | undefined>()

  constructor(below?: Rows) {
    this.#below = below
  }

  /** Takes in a row as the store has it; undefined: it has none. Rows that are held stay as they are. */
  load(table: string, id: string, row: StoredRow | undefined): void {
    if (!this.knows(table, id)) this.#held.set(keyOf(table, id), { table, before: row, now: row })
  }

  /**
   * Takes in what is known of a row that is only pointed to: which row it was merged into, null for
   * none, undefined where there is no such row.
   */
  loadEnd(table: string, id: string, mergedInto: string | null | undefined): void {
    this.#ends.set(keyOf(table, id), mergedInto)
  }

  /** Whether it is known what an end was merged into, and whether it is there. */
  knowsEnd(table: string, id: string): boolean {
    const key = keyOf(table, id)
    return (
      this.#find(key) !== undefined || this.#ends.has(key) || !!this.#below?.knowsEnd(table, id)
    )
  }

  /** Whether a row was taken in, be there one or none. */
  knows(table: string, id: string): boolean {
    return this.#find(keyOf(table, id)) !== undefined
  }

  /** A row, deleted or not, as the batch has left it so far. It must have been taken in. */
  get(table: string, id: string): StoredRow | undefined {
    const held = this.#find(keyOf(table, id))
    if (held === undefined) throw new Error(`A row of ${table} is used that was never read`)
    return held.now
  }

  /** Writes a row that was taken in. */
  set(table: string, row: StoredRow): void {
    const key = keyOf(table, row.id)
    const before = this.#find(key)?.before
    this.#held.set(key, { table, before, now: row })
  }

  /** Which row an end was merged into: null for none, undefined where there is no such row. */
  mergedInto(table: string, id: string): string | null | undefined {
    const key = keyOf(table, id)
    const held = this.#find(key)
    if (held === undefined) return this.#end(key)
    return held.now && (typeof held.now.merged_into === 'string' ? held.now.merged_into : null)
  }

  /** Whether a row is there, deleted or not: one that was taken in, or an end. */
  exists(table: string, id: string): boolean {
    return this.mergedInto(table, id) !== undefined
  }

  /** The same rows, to try something on. */
  fork(): Rows {
    return new Rows(this)
  }

  /** Takes over what a fork of these rows has changed. */
  adopt(fork: Rows): void {
    for (const [key, held] of fork.#held) this.#held.set(key, held)
    for (const [key, end] of fork.#ends) this.#ends.set(key, end)
  }

  /** The rows that are not as the store has them, in the order of their first change. */
  changes(): RowChange[] {
    return [...this.#held.values()].flatMap(({ table, before, now }) =>
      now === undefined || now === before ? [] : [{ table, before, after: now }],
    )
  }

  /** Notes that the store has every row as it is here. */
  written(): void {
    for (const [key, held] of this.#held) this.#held.set(key, { ...held, before: held.now })
  }

  #find(key: string): Held | undefined {
    return this.#held.get(key) ?? (this.#below === undefined ? undefined : this.#below.#find(key))
  }

  #end(key: string): string | null | undefined {
    if (this.#ends.has(key) || this.#below === undefined) return this.#ends.get(key)
    return this.#below.#end(key)
  }
}

function keyOf(table: string, id: string): string {
  return `${table}:${id}`
}
