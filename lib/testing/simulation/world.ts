import type { SyncedTable } from '../../schema/entities.ts'
import { type Client, createClient } from './client.ts'
import { enterWorld } from './globals.ts'
import { History } from './history.ts'
import { createLocks, type SimulatedLocks } from './locks.ts'
import { createLoop, type Loop, START_MS } from './loop.ts'
import { createNetwork, type Network } from './network.ts'
import { createOracle, type Oracle } from './oracle/oracle.ts'
import type { Page } from './page.ts'
import { type Random, randomFrom } from './random.ts'
import type { SimulatedServer } from './server.ts'

/** Everything there is in one simulation: the devices, the network, the server, the time. */
export const BATCH_SIZES: readonly number[] = [1, 3, 10, 10]

export interface World {
  seed: number
  random: Random
  loop: Loop
  locks: SimulatedLocks
  network: Network
  server: SimulatedServer
  history: History
  clients: Client[]
  oracle: Oracle
  /** Changes that never arrive as they should: change id → what is wrong. */
  poison: Map<string, Poison>
  /** The token that the server takes. */
  validToken: string
  serverDown: boolean
  /** No faults any more. */
  healed: boolean
  /** How often a step is followed by a look at what is shown. */
  looks: number
  /** Works get identifiers, so that the server merges those that are one. */
  merging: boolean
  /** How often a change is one that can't be applied. */
  poisonous: number
  /** How many changes a page's worker sends at once: one of these. */
  batchSizes: readonly number[]
  /** People do not only save works and files. */
  varied: boolean
  /** How many words people have written; each is another one. */
  words: number
  /** What happened, line by line; the same for each run of a seed. */
  lines: string[]
  trace(line: string): void
  /** Something that must not be. */
  violation(what: string): void
  violations: string[]
  tamper: Tamper
  /** Gives the real globals back. */
  leave(): void
}

/** How a test breaks a world on purpose, to see whether the oracle notices. */
export interface Tamper {
  server?: (server: SimulatedServer) => SimulatedServer
  page?: (page: Page) => void
  locks?: (locks: SimulatedLocks) => SimulatedLocks
  /** Comes before each batch that begins a shape anew. */
  load?: (page: Page, table: SyncedTable) => Promise<void>
}

/** Spoiled so that the schema refuses it · refused as a whole · too large · makes the server fail. */
export const POISONS = ['invalid', 'refused', 'large', 'crash'] as const

export type Poison = (typeof POISONS)[number]

let worlds = 0

/** Makes a world of a seed; from here until `leave` its time and chance are everyone's. */
export function createWorld(
  seed: number,
  honest: SimulatedServer,
  {
    clients: clientCount,
    tamper = {},
    merging: allowed = true,
  }: { clients?: number; tamper?: Tamper; merging?: boolean } = {},
): World {
  worlds += 1
  const random = randomFrom(seed)
  const loop = createLoop()
  const server = tamper.server?.(honest) ?? honest
  const locks = tamper.locks?.(createLocks()) ?? createLocks()
  const leave = enterWorld(loop, random.fork(), locks)
  const lines: string[] = []
  const violations: string[] = []
  const trace = (line: string) => lines.push(`${loop.now() - START_MS} ${line}`)
  const violation = (what: string) => {
    violations.push(what)
    trace(`VIOLATION ${what}`)
  }
  const about = { name: `w${worlds}`, uuid: () => random.uuid(), now: loop.now }
  const merging = allowed && random.chance(0.25)
  const count = clientCount ?? random.int(2, 4)
  const [history, poison] = [new History(), new Map<string, Poison>()]
  const spoiled = { has: (id: string) => poison.get(id) === 'invalid' }
  return {
    ...{ seed, random, loop, locks, server, history, poison, lines, trace, violations, violation },
    ...{
      validToken: 'token',
      serverDown: false,
      healed: false,
      looks: 0.2,
      words: 0,
      tamper,
      leave,
    },
    varied: random.chance(0.5),
    merging,
    poisonous: random.chance(0.4) ? 0.02 : 0,
    batchSizes: BATCH_SIZES,
    network: createNetwork(violation),
    oracle: createOracle({ history, spoiled, merging, violation }),
    clients: Array.from({ length: count }, (_, n) => createClient(n, about)),
  }
}
