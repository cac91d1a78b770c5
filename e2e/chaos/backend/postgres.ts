import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { homeInside } from '../../../server/embedded/postgres/home.ts'
import { type EmbeddedPostgres, startPostgres } from '../../../server/embedded/postgres.ts'
import { createLog } from '../../../server/log.ts'
import { createFolder } from '../../../server/testing/folder.ts'

/** A Postgres with its own durability, which can be killed, stopped and started at one address. */
export interface ChaosPostgres {
  url: string
  port: number
  /** SIGKILL to the postmaster and everything that it started. */
  kill(): Promise<void>
  /** Ends it in order. */
  stop(): Promise<void>
  /** Starts it again where it was. */
  start(): Promise<void>
  /** The same where it has ended by itself. */
  startIfEnded(): Promise<void>
  discard(): Promise<void>
}

/** Starts one in a folder of its own, or in `dataDir`, which then stays. */
export async function startChaosPostgres(dataDir?: string): Promise<ChaosPostgres> {
  const path = dataDir ?? (await createFolder()).path
  const log = createLog('silent')
  const open = (port?: number) =>
    startPostgres({ dataDir: path, log, ...(port === undefined ? {} : { port }) })
  let running: EmbeddedPostgres = await open()
  let over = false
  const port = Number(new URL(running.url).port)
  const watch = () => {
    const watched = running
    over = false
    void watched.ended.then(() => {
      over = watched === running
    })
  }
  watch()
  const start = async () => {
    running = await open(port)
    watch()
  }
  return {
    url: running.url,
    port,
    kill: async () => {
      await killTree(await postmasterOf(path))
      await running.ended
    },
    stop: () => running.stop(),
    start,
    startIfEnded: async () => {
      if (over) await start()
    },
    discard: async () => {
      await running.stop()
      if (dataDir === undefined) await rm(path, { recursive: true, force: true })
    },
  }
}

async function postmasterOf(dataDir: string): Promise<number> {
  const file = join(homeInside(dataDir).cluster, 'postmaster.pid')
  return Number.parseInt(await readFile(file, 'utf8'), 10)
}

/** The postmaster first, so that nobody tidies up after the others. */
async function killTree(pid: number): Promise<void> {
  const file = `/proc/${pid}/task/${pid}/children`
  const children = await readFile(file, 'utf8').catch(() => '') // only Linux can tell
  for (const one of [pid, ...children.split(' ').filter(Boolean).map(Number)]) {
    try {
      process.kill(one, 'SIGKILL')
    } catch {
      // it ended by itself in the meantime
    }
  }
}
