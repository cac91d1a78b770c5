import { Agent } from 'node:http'
import fc from 'fast-check'
import type { Pool } from 'pg'
import { type ServerProcess, startServerProcess } from '../server-process.ts'
import { type Attack, attacks } from './attack.ts'
import { complaintAbout } from './complaint.ts'
import { type Answer, send } from './send.ts'
import { makeWorld, type World } from './world.ts'

export interface FuzzOptions {
  bodies: number
  seed: number
}

export interface FuzzReport {
  seed: number
  /** How many answers there were of each status; `cut` for requests that were never whole. */
  statuses: Record<string, number>
  /** How long each answer took, in milliseconds. */
  times: number[]
  failure?: { complaint: string; attack?: Attack }
}

const WATCH = new URL('./watch-prototype.ts', import.meta.url).href

/** How long a failing request is made smaller. */
const SHRINK_MS = 30_000

/** One owner has the whole machine here. */
const SETTINGS = {
  REQUESTS_PER_SECOND: '1000000',
  CHANGES_PER_SECOND: '1000000',
  NODE_OPTIONS: `--import ${WATCH}`,
}

/**
 * Sends generated requests to the server in a process of its own, on a migrated database, until one
 * is answered as it must not be; that one is reported in its smallest form.
 */
export async function fuzz(
  database: { url: string; pool: Pool },
  { bodies, seed }: FuzzOptions,
): Promise<FuzzReport> {
  const world = await makeWorld(database.pool, seed)
  const before = await world.victim()
  const target = new Target(database.url, world)
  await target.server()
  const property = fc.asyncProperty(attacks(world.known), (attack) => target.try(attack))
  const { failed, counterexample, errorInstance } = await fc.check(property, {
    numRuns: bodies,
    seed,
  })
  const ended = await target.close()
  const report = { seed, statuses: target.statuses, times: target.times }
  const [attack] = counterexample ?? []
  if (failed && attack) {
    const complaint = errorInstance instanceof Error ? errorInstance.message : String(errorInstance)
    return { ...report, failure: { complaint, attack } }
  }
  if (ended) return { ...report, failure: { complaint: ended } }
  if ((await world.victim()) === before) return report
  return { ...report, failure: { complaint: 'somebody else’s rows have changed' } }
}

/** The server under attack; started again where it ended, so that what ended it can be made smaller. */
class Target {
  readonly statuses: Record<string, number> = {}
  readonly times: number[] = []
  readonly #url: string
  readonly #world: World
  readonly #agent = new Agent({ keepAlive: true })
  #server: ServerProcess | undefined
  #untilMs = Number.POSITIVE_INFINITY

  constructor(databaseUrl: string, world: World) {
    this.#url = databaseUrl
    this.#world = world
  }

  async server(): Promise<ServerProcess> {
    if (this.#server?.ended() !== undefined) this.#server = undefined
    this.#server ??= await startServerProcess(this.#url, SETTINGS)
    return this.#server
  }

  /** Throws what is wrong with the answer; once something was wrong, for as long as it may be made smaller. */
  async try(attack: Attack): Promise<void> {
    if (performance.now() > this.#untilMs) return
    const { token, secret } = this.#world
    const server = await this.server()
    const answer = await send(server.url, token, attack, this.#agent)
    this.#count(answer)
    const complaint = complaintAbout(attack, answer, secret) ?? server.ended()
    if (complaint === undefined) return
    if (this.#untilMs === Number.POSITIVE_INFINITY) this.#untilMs = performance.now() + SHRINK_MS
    throw new Error(`${attack.kind}: ${complaint}`)
  }

  /** Resolves to what the server said where it did not end in peace. */
  async close(): Promise<string | undefined> {
    this.#agent.destroy()
    return this.#server?.stop()
  }

  #count(answer: Answer): void {
    const name = answer.kind === 'answered' ? String(answer.status) : answer.kind
    this.statuses[name] = (this.statuses[name] ?? 0) + 1
    if (answer.kind === 'answered') this.times.push(answer.ms)
  }
}
