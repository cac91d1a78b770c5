import { chmod, glob, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLog } from '../../../log.ts'
import { type EmbeddedPostgres, startPostgres } from '../../postgres.ts'

/** A Postgres that a test may kill. */
export interface OwnPostgres {
  url: string
  /** Ends it at once, as a crash would. */
  crash(): Promise<void>
  /** Ends it in order. */
  stop(): Promise<void>
  /** Starts it again at the same address. */
  start(): Promise<void>
  /** Ends it for good. */
  remove(): Promise<void>
}

const SETTINGS = { fsync: 'off', max_connections: '300' }

export async function startOwnPostgres(): Promise<OwnPostgres> {
  const dataDir = await mkdtemp(join(tmpdir(), 'deeprecall-own-'))
  await chmod(dataDir, 0o711)
  const start = (port?: number) =>
    startPostgres({
      dataDir,
      log: createLog('silent'),
      settings: SETTINGS,
      ...(port !== undefined && { port }),
    })
  let running: EmbeddedPostgres = await start()
  const port = Number(new URL(running.url).port)
  return {
    url: running.url,
    crash: async () => {
      process.kill(await postmasterOf(dataDir), 'SIGQUIT')
      await running.ended
    },
    stop: () => running.stop(),
    start: async () => {
      running = await start(port)
    },
    remove: async () => {
      await running.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function postmasterOf(dataDir: string): Promise<number> {
  for await (const file of glob('**/postmaster.pid', { cwd: dataDir }))
    return Number.parseInt(await readFile(join(dataDir, file), 'utf8'), 10)
  throw new Error('no Postgres is running there')
}
