import type { WriteChange } from '../../../buffer/change.ts'
import { readAll } from '../../../repos/read.ts'
import { entities, type SyncedTable, syncedTables } from '../../../schema/entities.ts'
import type { Entity } from '../../../schema/entity.ts'
import { toWire } from '../../../schema/wire.ts'
import type { WireChange } from '../../../wire/batch.ts'
import { type Cells, cellsOf, cellsOfRow, equal, initialOf } from '../cells.ts'
import type { Client } from '../client.ts'
import type { History, Past } from '../history.ts'
import type { Page } from '../page.ts'
import { endsOf } from './merged.ts'

/** `there` stands for the row itself; the other cells are seen only while it is. */
const THERE = 'there'

/**
 * What each client sees, held against what the server accepted. No cell ever goes back behind a
 * version that its client has seen or has itself brought about; what it shows beyond the server's
 * versions is its own, not refused yet, and while all is still, its own is what it shows.
 */
export class Views {
  /** client, row and cell → the oldest rev that it may still show. */
  readonly #floors = new Map<string, number>()
  readonly #history: History
  readonly #violation: (what: string) => void
  /** The rows in which the current look has found something wrong. */
  #wrong = new Set<string>()

  constructor(history: History, violation: (what: string) => void) {
    this.#history = history
    this.#violation = violation
  }

  /** The client's own change was accepted: what it wrote is at least that new from here on. */
  accepted(clientId: string, change: Pick<WireChange, 'table' | 'op' | 'payload'>, rev: number) {
    const key = `${clientId} ${change.table}:${change.payload.id}`
    for (const cell of [THERE, ...cellsOf(change).keys()]) this.#raise(`${key} ${cell}`, rev)
  }

  /** Reads what a page shows, of these tables, and holds it against the server's versions. */
  async look(
    client: Client,
    page: Page,
    still: boolean,
    at: (table: SyncedTable) => boolean = () => true,
  ): Promise<void> {
    const queued = await page.buffer.getAll()
    const tables = syncedTables.filter(
      (table) =>
        at(table) &&
        (queued.some((one) => one.table === table) || this.#history.idsOf(table).length > 0),
    )
    for (const table of tables) await this.#lookAt(client, page, table, queued, still)
    for (const row of this.#wrong) this.#violation(await describe(page, row, queued))
    this.#wrong.clear()
  }

  async #lookAt(
    client: Client,
    page: Page,
    table: SyncedTable,
    queued: readonly WriteChange[],
    still: boolean,
  ): Promise<void> {
    const entity = entities[table] as unknown as Entity // every member is an Entity of its own fields
    const rows = await readAll(page, entity)
    const shown = new Map(rows.map((row) => [row.id, { ...toWire(entity, row), rev: row.rev }]))
    const own = Map.groupBy(
      queued.filter((one) => one.table === table && one.status !== 'error'),
      (one) => String(one.payload.id),
    )
    for (const id of new Set([...this.#history.idsOf(table), ...own.keys(), ...shown.keys()])) {
      this.#checkRow(client, `${table}:${id}`, shown.get(id), own.get(id) ?? [], still)
    }
  }

  #checkRow(
    client: Client,
    row: string,
    shown: Record<string, unknown> | undefined,
    changes: readonly WriteChange[],
    still: boolean,
  ): void {
    const [table = '', id = ''] = row.split(':')
    if (this.#isElsewhere(table, id)) return
    const own = ownCells(changes.filter(({ status }) => status !== 'applied'))
    const cells: Cells = shown ? cellsOfRow(table, (column) => shown[column]) : new Map()
    const named = shown ? [...this.#history.namesOf(table, id), ...filled(table, cells)] : []
    const moved = this.#history.merged.size > 0 ? new Set(endsOf(table)) : new Set()
    for (const name of new Set([THERE, ...named, ...(shown ? own.keys() : [])])) {
      if (moved.has(name)) continue
      const value = name === THERE ? shown !== undefined : (cells.get(name) ?? null)
      const mine = own.get(name) ?? []
      const wanted = mine.at(-1)
      // Where this device has never heard of a deleted row, its return is seen when the server tells it.
      const returning = name === THERE && wanted === true && !shown
      const unheard = returning && !changes.some(({ op }) => op === 'insert')
      // A return is shown over what this device last heard of the row, until the server tells it.
      const over = name !== THERE && (own.get(THERE) ?? []).includes(true)
      if (still && mine.length > 0 && !unheard && !over && !equal(value, wanted)) {
        this.#wrong.add(row)
        this.#violation(
          `client ${client.n} shows ${row} ${name} ${say(value)}, not its own ${say(wanted)}`,
        )
      }
      if (!over && !unheard && !mine.some((one) => equal(one, value)))
        this.#checkCell(client, row, name, value)
    }
  }

  /** What was merged shows as another row, which no rev of its own says anything of. */
  #isElsewhere(table: string, id: string): boolean {
    const { merged } = this.#history
    return table === 'works' ? merged.has(id) : table === 'edges' && merged.size > 0
  }

  #checkCell(client: Client, row: string, name: string, value: unknown): void {
    const [table = '', id = ''] = row.split(':')
    const key = `${client.id} ${row} ${name}`
    const floor = this.#floors.get(key) ?? 0
    const beginning = name === THERE ? false : initialOf(table, name)
    const past = this.#history.pastOf(table, id)
    const valueIn = (one: Past) => (name === THERE ? !one.deleted : (one.cells.get(name) ?? null))
    const found = past.find((one) => one.rev >= floor && equal(valueIn(one), value))
    if (found) this.#raise(key, found.rev)
    if (found || (floor === 0 && equal(value, beginning))) return
    const known = past.map((one) => `${one.rev}: ${say(valueIn(one))}`).join(', ')
    this.#wrong.add(row)
    this.#violation(
      `client ${client.n} shows ${row} ${name} ${say(value)} from before rev ${floor} (${known})`,
    )
  }

  #raise(key: string, rev: number): void {
    this.#floors.set(key, Math.max(rev, this.#floors.get(key) ?? 0))
  }
}

/** The cells that hold something else than what they begin with. */
function filled(table: string, cells: Cells): string[] {
  return [...cells].flatMap(([name, value]) => (equal(value, initialOf(table, name)) ? [] : [name]))
}

/** What a page has of a row: for whoever wants to know why it was shown as it was. */
async function describe(page: Page, row: string, queued: readonly WriteChange[]): Promise<string> {
  const [table = '', id = ''] = row.split(':')
  const mirrored = await page.mirror.table(table).get(id)
  const buried = await page.mirror.buried.get([table as SyncedTable, id]) // rows are named by their tables
  const changes = queued
    .filter((one) => one.entity === row)
    .map(({ seq, op, status, receipt, base_rev }) => {
      const told = receipt ? ` ${receipt.outcome} ${receipt.rev}${receipt.row ? '' : ' gone'}` : ''
      return `#${seq} ${op} on ${base_rev} ${status}${told}`
    })
  return `there the mirror has rev ${mirrored?.rev}, buried ${buried?.row.rev}, the queue ${changes.join('; ') || 'nothing'}`
}

const say = (value: unknown) => JSON.stringify(value ?? null)

/** What a client's own waiting changes say of each cell, oldest first. */
function ownCells(waiting: readonly WriteChange[]): Map<string, unknown[]> {
  const own = new Map<string, unknown[]>()
  const note = (name: string, value: unknown) => own.set(name, [...(own.get(name) ?? []), value])
  for (const change of waiting) {
    for (const [name, value] of cellsOf(change)) {
      if (name === 'deleted') note(THERE, value === null)
      else note(name, value)
    }
    if (change.op === 'insert') note(THERE, true)
  }
  return own
}
