import { Rows, type StoredRow } from '../../rules/rows.ts'
import { NOW_MS } from '../../testing/changes.ts'
import type { Finder } from '../finder.ts'
import { mergeBatch } from '../merge-batch.ts'
import type { MergeRecord } from '../record.ts'
import { memoryFinder } from './memory-finder.ts'

/** A library in memory that merges as the server does, one batch of rows after the other. */
export class Shelf {
  readonly rows = new Map<string, { table: string; row: StoredRow }>()
  records: MergeRecord[] = []
  #finder: Finder = memoryFinder(
    () => this.rows.values(),
    () => this.records,
  )

  /** Writes rows as a batch would have left them, and what merging makes of them. */
  async put(table: string, ...written: StoredRow[]): Promise<void> {
    const rows = new Rows()
    for (const row of written) {
      rows.load(table, row.id, this.rows.get(`${table}:${row.id}`)?.row)
      rows.set(table, row)
    }
    const records = await mergeBatch(rows, this.#finder, new Set(), NOW_MS)
    for (const { table, after } of rows.changes()) {
      this.rows.set(`${table}:${after.id}`, { table, row: after })
    }
    const name = (one: MergeRecord) => `${one.loser_id} ${one.survivor_id}`
    const kept = new Map(this.records.map((one) => [name(one), one]))
    for (const one of records) kept.set(name(one), one)
    this.records = [...kept.values()]
  }

  /** A row as it is now. */
  get(table: string, id: string): StoredRow {
    const found = this.rows.get(`${table}:${id}`)
    if (found === undefined) throw new Error(`There is no such row of ${table}`)
    return found.row
  }

  /** Brings the loser of a merge back, as the change that undoes one does. */
  async unmerge(id: string): Promise<void> {
    const row = this.get('works', id)
    await this.put('works', { ...row, deleted_at: null, merged_into: null, rev: row.rev + 1 })
  }

  works(): StoredRow[] {
    return this.#live('works')
  }

  edges(): StoredRow[] {
    return this.#live('edges')
  }

  #live(of: string): StoredRow[] {
    return [...this.rows.values()].flatMap(({ table, row }) =>
      table === of && row.deleted_at === null ? [row] : [],
    )
  }
}
