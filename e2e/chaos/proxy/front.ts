import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { join, type Link, type Tap, type Weather } from './link.ts'
import type { Toxic } from './toxics.ts'

/** A TCP proxy on a free port of 127.0.0.1 whose connections can be poisoned at any moment. */
export interface Front {
  port: number
  /** From now on, for all connections; null heals. What a toxic has swallowed is lost with its connection. */
  poison(toxic: Toxic | null): Promise<void>
  close(): Promise<void>
}

/** Toxics after which the connections they have been at are of no use. */
const RUINOUS = new Set<Toxic['kind'] | undefined>(['down', 'timeout', 'reset'])

/** Starts a proxy before a port; each connection gets a tap of its own. */
export async function startFront(
  targetPort: number,
  makeTap: () => Tap = () => () => 'pass',
): Promise<Front> {
  const links = new Set<Link>()
  let healing = new AbortController()
  let weather: Weather = { toxic: null, healed: healing.signal }
  const take = (client: Socket) => {
    const link = join(client, targetPort, () => weather, makeTap())
    links.add(link)
    client.once('close', () => links.delete(link))
  }
  const cutAll = () => {
    for (const link of links) link.cut()
  }
  let server = await listen(take, 0)
  const { port } = server.address() as AddressInfo // a listening TCP server has one
  const up = async () => {
    if (!server.listening) server = await listen(take, port)
  }
  return {
    port,
    poison: async (toxic) => {
      const ruined = RUINOUS.has(toxic?.kind) || RUINOUS.has(weather.toxic?.kind)
      healing.abort()
      healing = new AbortController()
      weather = { toxic, healed: healing.signal }
      if (toxic?.kind === 'down') server.close()
      if (ruined && toxic?.kind !== 'timeout') cutAll()
      if (toxic?.kind !== 'down') await up()
    },
    close: async () => {
      healing.abort()
      server.close()
      cutAll()
    },
  }
}

async function listen(take: (client: Socket) => void, port: number): Promise<Server> {
  const server = createServer({ allowHalfOpen: true }, take).listen(port, '127.0.0.1')
  await once(server, 'listening')
  return server
}
