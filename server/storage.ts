import pg from 'pg'
import { CannotStart } from './cannot-start.ts'
import type { Storage } from './config.ts'
import { startPostgres } from './embedded/postgres.ts'
import { codeOf } from './error-code.ts'
import type { Log } from './log.ts'

/** The Postgres that a server works on. */
export interface OpenStorage {
  url: string
  /** Resolves only if it ends by itself. */
  broken: Promise<void>
  stop(): Promise<void>
}

/** Starts the embedded Postgres, or makes sure that the other one is there and fit for shapes. */
export function openStorage(storage: Storage, log: Log): Promise<OpenStorage> {
  return storage.kind === 'embedded'
    ? openEmbedded(storage.dataDir, log)
    : openExternal(storage.url)
}

async function openEmbedded(dataDir: string, log: Log): Promise<OpenStorage> {
  const postgres = await startPostgres({ dataDir, log })
  let stopping = false
  const broken = new Promise<void>((resolve) => {
    void postgres.ended.then(() => stopping || resolve())
  })
  const stop = () => {
    stopping = true
    return postgres.stop()
  }
  return { url: postgres.url, broken, stop }
}

async function openExternal(url: string): Promise<OpenStorage> {
  const walLevel = await askWalLevel(url)
  if (walLevel !== 'logical') {
    throw new CannotStart(`Postgres at DATABASE_URL needs wal_level=logical, and has ${walLevel}.`)
  }
  const never = new Promise<void>(() => undefined)
  return { url, broken: never, stop: () => Promise.resolve() }
}

async function askWalLevel(url: string): Promise<string | undefined> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  try {
    await client.connect()
    const { rows } = await client.query<{ wal_level: string }>('SHOW wal_level')
    return rows[0]?.wal_level
  } catch (error) {
    throw new CannotStart(`Postgres at DATABASE_URL does not let us in: ${reason(error)}.`)
  } finally {
    await client.end()
  }
}

/** In the words of Postgres or of the network; a failure at several addresses has only its code. */
function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.message || codeOf(error)
}
