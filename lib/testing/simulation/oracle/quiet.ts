import { readAll } from '../../../repos/read.ts'
import { overlayForced } from '../../../repos/settle.ts'
import { entities, syncedTables } from '../../../schema/entities.ts'
import type { Entity } from '../../../schema/entity.ts'
import { rowFromWire } from '../../../schema/wire.ts'
import { equal } from '../cells.ts'
import type { Client } from '../client.ts'
import type { Version } from '../history.ts'
import type { Page } from '../page.ts'
import type { World } from '../world.ts'
import { checkAccount } from './account.ts'
import { mergeFaults } from './merged.ts'
import { differences } from './rows.ts'

/** What must hold when everything has come to rest. */
export async function checkQuiet(world: World): Promise<void> {
  const rows = await world.server.rows()
  if (world.merging) mergeFaults(rows, await world.server.parted()).forEach(world.violation)
  else checkRows(world, rows)
  for (const client of world.clients) {
    const [page] = client.pages
    if (!page) continue
    await checkQueue(world, client, page)
    await checkAccount(world, client, page, true)
    const forced = await overlayForced(page)
    if (forced > 0 && !client.clockTouched)
      world.violation(`client ${client.n} settled ${forced} changes by time alone`)
    for (const { table, row } of await missed(page, rows)) {
      world.violation(`client ${client.n} differs from the server in ${table}:${row.slice(0, 8)}`)
    }
    await world.oracle.views.look(client, page, true)
  }
  await checkLedger(world)
}

function checkRows({ oracle, violation }: World, rows: readonly Version[]): void {
  differences(oracle.model, rows).forEach(violation)
  if (rows.length !== oracle.model.rows.size) {
    violation(`the server has ${rows.length} rows, not ${oracle.model.rows.size}`)
  }
}

async function checkQueue(world: World, client: Client, page: Page): Promise<void> {
  for (const change of await page.buffer.getAll()) {
    const { op, entity, status, code, held, retry_count } = change
    if (status === 'error' || held) continue
    const why = `${status} ${code ?? ''} ${retry_count}`
    world.violation(`client ${client.n} still has ${op} ${entity} waiting (${why})`)
  }
}

/** The rows that a client shows otherwise than the server has them, or not at all, or too many. */
async function missed(page: Page, rows: Awaited<ReturnType<World['server']['rows']>>) {
  const wrong: { table: string; row: string }[] = []
  const queued = await page.buffer.getAll()
  const held = new Set(queued.filter((one) => one.held).map(({ payload }) => payload.id))
  for (const table of syncedTables) {
    const entity = entities[table] as unknown as Entity // every member is an Entity of its own fields
    const shown = new Map((await readAll(page, entity)).map((row) => [row.id, row]))
    for (const { row } of rows.filter(
      (one) => one.table === table && one.row.deleted_at === null,
    )) {
      const wanted = sorted(rowFromWire(entity, row))
      const own = shown.get(row.id)
      if (!held.has(row.id) && (!own || !equal(sorted(own), wanted)))
        wrong.push({ table, row: row.id })
      shown.delete(row.id)
    }
    for (const id of shown.keys()) if (!held.has(id)) wrong.push({ table, row: id })
  }
  return wrong
}

const sorted = (row: object) =>
  Object.entries(row)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))

/** Each change that was enqueued is in the ledger once, or in its client's queue, or nowhere by a person's word. */
async function checkLedger(world: World): Promise<void> {
  const ledger = await world.server.ledger()
  const ids = new Set(ledger.map(({ id }) => id))
  if (ids.size !== ledger.length) world.violation('the ledger has a change twice')
  for (const { id, rev, code } of ledger) {
    const told = world.oracle.model.ledger.get(id)
    if (!told) world.violation(`the ledger has ${id.slice(0, 8)}, which was never told anything`)
    else if (code === null && 'rev' in told && told.rev !== rev) {
      world.violation(`the ledger says rev ${rev} of ${id.slice(0, 8)}, not ${told.rev}`)
    }
  }
}
