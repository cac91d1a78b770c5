import { type SyncedTable, syncedTables } from '../../schema/entities.ts'
import type { BatchResponse } from '../../wire/batch.ts'
import { type Cells, cellsOfRow, equal, initialOf } from './cells.ts'

/** A row as the server has it, in the wire's words, with `deleted_at`. */
export type StoredRow = Record<string, unknown> & {
  id: string
  rev: number
  deleted_at: string | null
}

export interface Version {
  table: string
  row: StoredRow
}

/** One version of a row, cut into its cells. */
export interface Past {
  rev: number
  deleted: boolean
  row: StoredRow
  cells: Cells
}

/** What one transaction of the server left behind. */
export interface Commit {
  versions: Version[]
  /** A decimal number; everything up to here ends at or before it. */
  lsn: string
  /** By the server's time, epoch milliseconds. */
  atMs: number
}

/** Every version of every row, in the order in which the server committed them. */
export class History {
  readonly commits: Commit[] = []
  /** Which database all this is in; undefined before the first answer. */
  epoch: string | undefined
  /** `table:id` → its versions, oldest first. */
  readonly #rows = new Map<string, Past[]>()
  /** Works that were ever merged, and those that they were merged into. */
  readonly merged = new Set<string>()
  /** Works that were merged away. */
  readonly losers = new Set<string>()
  readonly #tables = new Set<string>()
  /** `table:id` → the cells that ever held something else than what they begin with. */
  readonly #names = new Map<string, Set<string>>()

  /** Notes what a transaction changed: the rows whose rev is another one than before. */
  add(
    rows: Iterable<Version>,
    {
      lsn,
      epoch = this.epoch,
      server_time: atMs = 0,
    }: Partial<Pick<BatchResponse, 'lsn' | 'epoch' | 'server_time'>>,
  ): Version[] {
    this.epoch = epoch
    const versions: Version[] = []
    for (const { table, row } of rows) {
      if (this.pastOf(table, row.id).at(-1)?.rev === row.rev) continue
      const version = { table, row: structuredClone(row) }
      this.#remember(version)
      versions.push(version)
    }
    this.commits.push({ versions, lsn: lsn ?? '0', atMs })
    return versions
  }

  #remember({ table, row }: Version): void {
    const key = `${table}:${row.id}`
    this.#tables.add(table)
    if (table === 'works' && typeof row.merged_into === 'string') {
      this.losers.add(row.id)
      this.merged.add(row.id).add(row.merged_into)
    }
    const cells = cellsOfRow(table, (column) => row[column])
    const past = { rev: row.rev, deleted: row.deleted_at !== null, row, cells }
    this.#rows.set(key, [...this.pastOf(table, row.id), past])
    const names = this.namesOf(table, row.id)
    for (const [name, value] of cells) if (!equal(value, initialOf(table, name))) names.add(name)
    this.#names.set(key, names)
  }

  /** The versions of a row, oldest first; none where it never was. */
  pastOf(table: string, id: string): readonly Past[] {
    return this.#rows.get(`${table}:${id}`) ?? []
  }

  namesOf(table: string, id: string): Set<string> {
    return this.#names.get(`${table}:${id}`) ?? new Set()
  }

  /** A change of this table has reached the server, whatever came of it. */
  touch(table: SyncedTable): void {
    this.#tables.add(table)
  }

  /** The tables of which the server has heard anything. */
  tables(): SyncedTable[] {
    return syncedTables.filter((table) => this.#tables.has(table))
  }

  idsOf(table: string): string[] {
    const prefix = `${table}:`
    return [...this.#rows.keys()]
      .filter((key) => key.startsWith(prefix))
      .map((key) => key.slice(prefix.length))
  }

  /** The rows of a table as they are after so many commits; deleted ones are left out. */
  liveAfter(table: string, commits: number): StoredRow[] {
    const rows = new Map<string, StoredRow>()
    for (const { versions } of this.commits.slice(0, commits)) {
      for (const one of versions) if (one.table === table) rows.set(one.row.id, one.row)
    }
    return [...rows.values()].filter((row) => row.deleted_at === null)
  }
}
