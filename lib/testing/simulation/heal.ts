import { settle } from '../../repos/settle.ts'
import { moveCall, moveGhost } from './exchange.ts'
import { feed } from './feed.ts'
import type { Call } from './network.ts'
import { checkQuiet } from './oracle/quiet.ts'
import { openPage, startFlush } from './page.ts'
import type { World } from './world.ts'

/** How many rounds of flushing and streaming a healed world may need to come to rest. */
const ROUNDS = 60

/** Longer than any wait between two tries, but for what a server asks for. */
const ROUND_MS = 61_000

/** Mends everything, lets the world come to rest, and holds all replicas against each other. */
export async function heal(world: World): Promise<void> {
  world.healed = true
  world.serverDown = false
  world.trace('everything is mended')
  for (const client of world.clients) {
    client.online = true
    client.token = world.validToken
    if (client.pages.length === 0) await openPage(world, client)
  }
  await comeToRest(world)
  await checkQuiet(world)
  world.healed = false
}

/** Flushes and streams until nothing is left to send or to settle; `move` says what becomes of a request. */
export async function comeToRest(
  world: World,
  move: (world: World, call: Call) => Promise<void> = moveCall,
  rounds = ROUNDS,
): Promise<void> {
  await world.loop.idle()
  for (let round = 0; round < rounds; round++) {
    await sendAll(world, move)
    await streamAll(world)
    if (await atRest(world)) return
  }
}

async function sendAll(
  world: World,
  move: (world: World, call: Call) => Promise<void>,
): Promise<void> {
  world.loop.advance(ROUND_MS)
  for (const { pages } of world.clients) {
    const [page] = pages
    if (page) startFlush(world, page, false)
  }
  await world.loop.idle()
  while (world.network.calls.length > 0 || world.network.ghosts.length > 0) {
    const [call] = world.network.calls
    if (call) await move(world, call)
    else await moveGhost(world)
    await world.loop.idle()
  }
}

/** Every client hears all that the server has. */
export async function streamAll(world: World): Promise<void> {
  for (const client of world.clients) {
    const [page] = client.pages
    if (!page || !client.online) continue
    for (const table of world.history.tables()) await feed(world, client, page, table)
    await settle(page)
  }
  await world.loop.idle()
}

/** Nothing is left to send or to settle anywhere. */
async function atRest(world: World): Promise<boolean> {
  for (const { pages } of world.clients) {
    const queue = (await pages[0]?.buffer.getAll()) ?? []
    if (queue.some(({ status, held }) => status !== 'error' && !held)) return false
  }
  return world.network.calls.length === 0
}
