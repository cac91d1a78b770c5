import { settle } from '../../repos/settle.ts'
import { syncedTables } from '../../schema/entities.ts'
import type { Client } from './client.ts'
import { moveCall, moveGhost } from './exchange.ts'
import { feed } from './feed.ts'
import { checkAccount } from './oracle/account.ts'
import { killPage, openPage, type Page, startFlush } from './page.ts'
import { act } from './verbs.ts'
import type { World } from './world.ts'

const SECOND_MS = 1_000

/** A shape that says it is up to date is not further behind than this. */
const LAG_MS = 30 * SECOND_MS
const HOUR_MS = 3_600 * SECOND_MS
const DAY_MS = 24 * HOUR_MS

type Step = (world: World, client: Client, page: Page) => Promise<void>

const STEPS: [number, Step][] = [
  [34, person],
  [16, flush],
  [30, network],
  [22, stream],
  [8, waitABit],
  [6, settles],
  [2, waitLong],
  [4, crash],
  [3, anotherPage],
  [3, line],
  [2, clock],
  [2, serverRestarts],
  [1, token],
  [3, parked],
]

/** One step of a world: something happens to one of its clients, and some turns pass. */
export async function takeStep(world: World): Promise<void> {
  const { random, loop } = world
  const client = random.pick(world.clients)
  const page = client.pages.length > 0 ? random.pick(client.pages) : await openPage(world, client)
  await random.weighted(STEPS)(world, client, page)
  if (random.chance(0.5)) await loop.idle()
  else await loop.turns(random.int(0, 12))
  if (random.chance(world.looks)) await lookAround(world)
}

/** Looks at what one client shows; half of the time while things are moving. */
async function lookAround(world: World): Promise<void> {
  const client = world.random.pick(world.clients)
  const [page] = client.pages
  if (!page) return
  const still = world.random.chance(0.5)
  if (still) await world.loop.idle()
  const other = world.random.pick(syncedTables)
  await world.oracle.views.look(client, page, still, (one) => one === 'works' || one === other)
  await checkAccount(world, client, page, false)
}

async function person(world: World, client: Client, page: Page): Promise<void> {
  const doing = act(world, client, page)
  if (!world.random.chance(0.05)) return doing
  doing.catch(() => {}) // its page is killed in the middle of it
  await world.loop.turns(world.random.int(0, 12))
  killPage(world, client, page)
  world.trace(`page ${page.id} is killed while a person acts`)
}

async function flush(world: World, _client: Client, page: Page): Promise<void> {
  startFlush(world, page, world.random.chance(0.5))
}

async function network(world: World): Promise<void> {
  const { calls, ghosts } = world.network
  for (let moves = world.random.int(1, 3); moves > 0; moves--) {
    if (calls.length > 0) await moveCall(world, world.random.pick(calls))
    else if (ghosts.length > 0) await moveGhost(world)
    await world.loop.turns(world.random.int(0, 10))
  }
}

async function stream(world: World, client: Client, page: Page): Promise<void> {
  if (!client.online || world.serverDown) return
  const { commits } = world.history
  const told = commits.filter(({ atMs }) => atMs < world.loop.now() - LAG_MS).length
  const upTo = (from: number, end: number) =>
    world.random.chance(0.6) ? end : world.random.int(Math.max(from, told), end)
  const used = world.history.tables()
  if (used.length === 0) return
  const tables = world.random.chance(0.5) ? used : [world.random.pick(used)]
  const work = Promise.all(tables.map((table) => feed(world, client, page, table, upTo)))
  work.catch((error: unknown) => world.violation(`a stream failed: ${error}`))
  if (world.random.chance(0.5)) return void (await work)
  await world.loop.turns(world.random.int(0, 8))
  await world.oracle.views.look(client, page, false)
}

async function settles(_world: World, _client: Client, page: Page): Promise<void> {
  await settle(page)
}

async function waitABit(world: World): Promise<void> {
  world.loop.advance(world.random.int(10, 40 * SECOND_MS))
}

async function waitLong(world: World): Promise<void> {
  world.loop.advance(world.random.int(1, world.random.pick([HOUR_MS, DAY_MS, 12 * DAY_MS])))
}

async function crash(world: World, client: Client, page: Page): Promise<void> {
  await world.loop.turns(world.random.int(0, 25))
  killPage(world, client, page)
  world.trace(`page ${page.id} is killed`)
  await openPage(world, client)
}

async function anotherPage(world: World, client: Client, page: Page): Promise<void> {
  if (client.pages.length < 3) await openPage(world, client)
  else killPage(world, client, page)
}

async function line(world: World, client: Client): Promise<void> {
  client.online = !client.online
  world.trace(`client ${client.n} is ${client.online ? 'online' : 'offline'}`)
}

async function clock(world: World, client: Client): Promise<void> {
  const far = Date.parse('2038-01-20T00:00:00Z') - world.loop.now()
  client.skewMs = world.random.pick([0, 0, HOUR_MS, -HOUR_MS, DAY_MS, -DAY_MS, 90 * SECOND_MS, far])
  client.clockTouched = true
  world.trace(`client ${client.n} has its clock wrong by ${client.skewMs} ms`)
}

/** The server ends and begins: what is under way is lost, and shapes are told anew. */
async function serverRestarts(world: World): Promise<void> {
  world.serverDown = !world.serverDown
  world.trace(`the server is ${world.serverDown ? 'down' : 'up'}`)
  if (world.serverDown) return
  const handle = `h${world.random.int(2, 1_000_000)}`
  for (const client of world.clients) {
    for (const table of syncedTables) client.feeds[table].handle = handle
  }
}

async function token(world: World, client: Client): Promise<void> {
  client.token = client.token === world.validToken ? 'revoked' : world.validToken
  world.trace(`client ${client.n} has a ${client.token} token`)
}

async function parked(world: World, client: Client, page: Page): Promise<void> {
  const [change] = await page.buffer.parked()
  if (!change) return
  if (world.random.chance(0.4)) await page.buffer.discard(change.id)
  else await retry(client, page, change.id)
  world.trace(`client ${client.n} decides on ${change.id.slice(0, 8)}`)
}

/** Sending again is a new change, and one for each that waited behind it. */
async function retry({ enqueued }: Client, page: Page, id: string): Promise<void> {
  const before = (await page.buffer.account()).enqueued
  enqueued.begun += 1_000
  await page.buffer.retry(id)
  const made = (await page.buffer.account()).enqueued - before
  enqueued.begun += made - 1_000
  enqueued.answered += made
}
