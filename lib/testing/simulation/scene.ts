import { comeToRest, heal, streamAll } from './heal.ts'
import { memoryServer } from './memory-server.ts'
import { openPage, type Page } from './page.ts'
import { openAs } from './verbs.ts'
import { BATCH_SIZES, createWorld, type World } from './world.ts'

/** A world in which nothing goes wrong but what a test makes go wrong, with one page a client. */
export interface Scene {
  world: World
  /** The page of a client. */
  page(n: number): Page
  /** Something that a person does on the page of a client; every page is looked at after it. */
  as<T>(n: number, deed: () => Promise<T>): Promise<T>
  /** Sends and streams until all is at rest, looking at every page. */
  rest(): Promise<void>
  /** Everything converges, or is a violation. */
  end(): Promise<void>
}

/** Sets a scene of so many clients; `end` it in every test. The seed picks one of the batch sizes. */
export async function setScene(
  clients: number,
  seed = 1,
  batchSizes: readonly number[] = BATCH_SIZES,
): Promise<Scene> {
  const world = createWorld(seed, memoryServer(), { clients, merging: false })
  world.healed = true
  world.poisonous = 0
  world.batchSizes = batchSizes
  for (const client of world.clients) await openPage(world, client)
  const page = (n: number): Page => {
    const [first] = world.clients[n]?.pages ?? []
    if (!first) throw new Error(`client ${n} has no page`)
    return first
  }
  const look = async () => {
    await world.loop.idle()
    for (const client of world.clients) await world.oracle.views.look(client, page(client.n), true)
  }
  return {
    world,
    page,
    as: async (n, deed) => {
      const client = world.clients[n]
      if (client) openAs(client, page(n))
      const done = await deed()
      await look()
      return done
    },
    rest: async () => {
      await comeToRest(world)
      await look()
    },
    end: async () => {
      try {
        await streamAll(world)
        await heal(world)
      } finally {
        world.leave()
      }
    },
  }
}
