import type { Library } from '../../connect/registry.ts'
import { type SyncedTable, syncedTables } from '../../schema/entities.ts'
import type { Page } from './page.ts'

/** One device of the person: its clock, its pages, its way to the server. */
export interface Client {
  n: number
  id: string
  suffix: string
  about: Library
  pages: Page[]
  pagesOpened: number
  /** What its clock is ahead of the true time, in milliseconds. */
  skewMs: number
  /** It has jumped: whoever measures time with it is led astray. */
  clockTouched: boolean
  now: () => number
  online: boolean
  /** How many changes were handed to `enqueue`, and for how many it has answered. */
  enqueued: { begun: number; answered: number }
  token: string | null
  /** Its shape streams, by table. */
  feeds: Record<SyncedTable, Feed>
}

/** Where a shape stream stands on the server's side. */
export interface Feed {
  /** Another one than the mirror keeps makes the next answer a must-refetch. */
  handle: string
  /** A batch is being written into the mirror by this page. */
  writing: Page | null
}

/** A new device of a world; `trueNow` is the world's time. */
export function createClient(
  n: number,
  world: { name: string; uuid: () => string; now: () => number },
) {
  const suffix = `_${world.name}_${n}`
  const id = world.uuid()
  const client: Client = {
    ...{
      n,
      id,
      suffix,
      pages: [],
      pagesOpened: 0,
      skewMs: 0,
      clockTouched: false,
      online: true,
      token: 'token',
    },
    enqueued: { begun: 0, answered: 0 },
    now: () => Math.max(0, Math.round(world.now() + client.skewMs)),
    about: {
      libraryId: world.uuid(),
      clientId: id,
      suffix,
      binding: {
        server: 'https://server.example',
        owner: { id: world.uuid(), name: 'me' },
        token: 'token',
      },
    },
    feeds: Object.fromEntries(
      syncedTables.map((table) => [table, { handle: 'h1', writing: null }]),
    ) as unknown as Client['feeds'], // one for each table
  }
  return client
}
