import pg from 'pg'
import { CannotStart } from '../cannot-start.ts'
import { codeOf } from '../error-code.ts'
import type { Log } from '../log.ts'
import { postgresAccount } from './postgres/account.ts'
import { findBinaries, program } from './postgres/binaries.ts'
import { findHome, homeInside, makeDataDir, makeHome } from './postgres/home.ts'
import { initialise, readPassword, SUPERUSER } from './postgres/initialise.ts'
import { reachableBinaries } from './postgres/shared-binaries.ts'
import { startWhenFree } from './postgres/start-when-free.ts'
import { takeOver } from './postgres/take-over.ts'

const DATABASE = 'deeprecall'

export interface EmbeddedPostgres {
  url: string
  /** Resolves when it ended, by `stop` or by itself. */
  ended: Promise<unknown>
  /** Ends the sessions, writes everything down, and resolves when the process is gone. */
  stop(): Promise<void>
}

export interface PostgresOptions {
  dataDir: string
  log: Log
  /** A free one when absent. */
  port?: number
  /** Settings of postgresql.conf that differ from ours. */
  settings?: Record<string, string>
}

/**
 * Starts the Postgres that npm brought on a data directory, making it at the first start. Whatever
 * outside the program is in the way is a `CannotStart` with one sentence for a person.
 */
export async function startPostgres(options: PostgresOptions): Promise<EmbeddedPostgres> {
  try {
    return await start(options)
  } catch (error) {
    throw inOneSentence(error, options.dataDir)
  }
}

async function start({
  dataDir,
  log,
  port,
  settings = {},
}: PostgresOptions): Promise<EmbeddedPostgres> {
  await makeDataDir(dataDir)
  const account = await postgresAccount(homeInside(dataDir).cluster)
  const home = await findHome(dataDir, account, log)
  const binaries = await reachableBinaries(await findBinaries(), account, log)
  await makeHome(home, account)
  await initialise(home, binaries, account)
  await takeOver(home.cluster, log)
  const postmaster = await startWhenFree(
    { program: program(binaries, 'postgres'), cluster: home.cluster, account, settings, log },
    port,
  )
  const server = `postgres://${SUPERUSER}:${await readPassword(home)}@127.0.0.1:${postmaster.port}`
  await makeDatabase(`${server}/postgres`)
  return { ...postmaster, url: `${server}/${DATABASE}` }
}

async function makeDatabase(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE])
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`)
  } finally {
    await client.end()
  }
}

const FILE_TROUBLE: Record<string, string> = {
  EACCES: 'this user may not read and write there',
  EPERM: 'this user may not read and write there',
  EROFS: 'it is read-only',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a file is in the way',
  EEXIST: 'a file is in the way',
}

function inOneSentence(error: unknown, dataDir: string): unknown {
  if (!(error instanceof Error)) return error
  const { path }: NodeJS.ErrnoException = error
  const trouble = FILE_TROUBLE[codeOf(error)]
  if (trouble === undefined) return error
  return new CannotStart(
    `The library can't be kept in ${path ?? dataDir}: ${trouble}. Change that, or set DATA_DIR to another folder.`,
  )
}
