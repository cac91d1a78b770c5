import type { Pool } from 'pg'
import { quoteName, type TableName } from '../protocol/names.ts'
import type { Relation } from '../wal/change.ts'
import { type FoundTable, readTable } from './read-table.ts'
import { matchesRelation, type Table } from './table.ts'

/** The tables that have been asked for, remembered until the stream describes them differently. */
export class Catalogue {
  readonly #pool: Pool
  readonly #publication: string
  readonly #tables = new Map<string, Table>()
  #relationsSeen = 0

  constructor(pool: Pool, publication: string) {
    this.#pool = pool
    this.#publication = publication
  }

  /** Finds a table; what the stream said while it was read is taken into account. */
  async find(name: TableName): Promise<FoundTable> {
    for (;;) {
      const known = this.#tables.get(nameOf(name.schema, name.table))
      if (known !== undefined) return { ok: true, table: known }
      const seen = this.#relationsSeen
      const found = await readTable(this.#pool, this.#publication, name)
      if (!found.ok) return found
      if (seen === this.#relationsSeen)
        this.#tables.set(nameOf(name.schema, name.table), found.table)
    }
  }

  /** Whether this is still what is known of the table. */
  isCurrent(table: Table): boolean {
    return this.#tables.get(nameOf(table.schema, table.name)) === table
  }

  /** Takes the stream's word; gives the oids of tables that are not what they were. */
  hear(relation: Relation): number[] {
    this.#relationsSeen++
    const stale = [...this.#tables.values()].filter(
      (table) => isAbout(relation, table) && !matchesRelation(table, relation),
    )
    for (const table of stale) this.#tables.delete(nameOf(table.schema, table.name))
    return stale.map((table) => table.oid)
  }

  /** Forgets everything, as when the stream was interrupted. */
  clear(): void {
    this.#relationsSeen++
    this.#tables.clear()
  }
}

function nameOf(schema: string, table: string): string {
  return `${quoteName(schema)}.${quoteName(table)}`
}

/** By oid, or by name where the table was dropped and made again. */
function isAbout(relation: Relation, table: Table): boolean {
  return (
    table.oid === relation.oid || (table.schema === relation.schema && table.name === relation.name)
  )
}
