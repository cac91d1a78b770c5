import type { Pool } from 'pg'
import { createApp } from './app.ts'
import { ME, ownerNamed } from './auth/owner-named.ts'
import type { Config } from './config.ts'
import { createPool } from './db.ts'
import { writeRunning } from './embedded/running-file.ts'
import { listen } from './http/listen.ts'
import type { Log } from './log.ts'
import { migrate } from './migrate.ts'
import { refuseNewerSchema } from './newer-schema.ts'
import { openShapes } from './shapes/open.ts'
import { openStorage } from './storage.ts'
import { startUpkeep } from './upkeep/start-upkeep.ts'

export interface Server {
  url: string
  pool: Pool
  /** Resolves only if Postgres ends by itself; then there is nothing left to do but stop. */
  broken: Promise<void>
  /** Lets running requests end, ends those that wait for news, and stops all that was started. */
  stop(): Promise<void>
}

type Stop = () => Promise<unknown>

/**
 * Starts all of it: the port, Postgres, the schema, the shapes, the API. What outside the program is
 * in the way is a `CannotStart`, and nothing stays running then.
 */
export async function startServer(config: Config, log: Log): Promise<Server> {
  const stops: Stop[] = []
  try {
    return await start(config, log, stops)
  } catch (error) {
    await stopAll(stops)
    throw error
  }
}

async function start(config: Config, log: Log, stops: Stop[]): Promise<Server> {
  const listener = await listen(config.host, config.port)
  stops.push(listener.stop)
  const storage = await openStorage(config.storage, log)
  stops.push(storage.stop)
  await refuseNewerSchema(storage.url)
  await migrate(storage.url, log)
  const pool = createPool(storage.url, log)
  stops.push(() => pool.end())
  await ownerNamed(pool, ME)
  stops.push(startUpkeep(pool, log))
  if (config.storage.kind === 'embedded') {
    const running = { url: listener.url, databaseUrl: storage.url }
    stops.push(await writeRunning(config.storage.dataDir, running))
  }
  const shapes = openShapes(config.streaming, storage.url, log)
  listener.serve(
    createApp({ pool, log, shapes, rates: config.rates, trustProxy: config.trustProxy }),
  )
  // Requests that wait for news end with the shapes, so neither can wait for the other.
  stops.push(() => Promise.all([shapes.close(), listener.stop()]))
  return { url: listener.url, pool, broken: storage.broken, stop: () => stopAll(stops) }
}

/** The last started first, each of them once. */
async function stopAll(stops: Stop[]): Promise<void> {
  for (let stop = stops.pop(); stop !== undefined; stop = stops.pop()) await stop()
}
