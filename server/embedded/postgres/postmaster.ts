import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer, Socket } from 'node:net'
import { createInterface } from 'node:readline'
import { CannotStart } from '../../cannot-start.ts'
import type { Log } from '../../log.ts'
import type { Account } from './account.ts'
import { starterMark } from './running.ts'
import { cleanEnv, spawnChecked } from './spawn.ts'

const PATIENCE_MS = 10_000

/**
 * The detached watcher reads the pipe whose other end is ours. However we die, the pipe closes, and
 * Postgres is told to end. It is nobody's child, because a postmaster must know all its children.
 */
const WATCHED = '( ( cat <&3 >/dev/null; kill -INT $$ ) >/dev/null 2>&1 & ) ; exec "$@" 3<&-'

/** Something of an earlier Postgres still works on the cluster. */
export class ClusterInUse extends CannotStart {}

export interface Postmaster {
  port: number
  /** Resolves when it ended, however. */
  ended: Promise<void>
  stop(): Promise<void>
}

export interface PostmasterOptions {
  program: string
  cluster: string
  account: Account | undefined
  settings: Record<string, string>
  log: Log
}

/** Starts Postgres on a cluster, at a free port of 127.0.0.1 if none is wanted, and waits until it accepts. */
export async function startPostmaster(
  options: PostmasterOptions,
  wantedPort: number | undefined,
): Promise<Postmaster> {
  const port = wantedPort ?? (await freePort())
  const child = await spawnWatched(options.program, argumentsOf(options, port), options.account)
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  void ended.then(() => letGo(child))
  await ready(child, options.log)
  return { port, ended, stop: () => stop(child, ended) }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (typeof address === 'object' && address !== null) return address.port
  throw new Error('A TCP server has a port')
}

function argumentsOf({ cluster, settings }: PostmasterOptions, port: number): string[] {
  const all = Object.entries({ ...SETTINGS, ...settings }).flatMap(([key, value]) => [
    '-c',
    `${key}=${value}`,
  ])
  return ['-D', cluster, '-p', String(port), ...all, '-c', starterMark(process.pid)]
}

/** The log gets no statement and no value: they are the person's library. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  wal_level: 'logical',
  max_wal_senders: '20',
  max_replication_slots: '20',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
}

function spawnWatched(program: string, args: string[], account: Account | undefined) {
  const options = { ...account, env: cleanEnv(), detached: true } as const
  if (process.platform === 'win32') {
    return spawnChecked(program, args, { ...options, stdio: ['ignore', 'ignore', 'pipe'] })
  }
  const shell = ['-c', WATCHED, 'sh', program, ...args]
  return spawnChecked('/bin/sh', shell, { ...options, stdio: ['ignore', 'ignore', 'pipe', 'pipe'] })
}

async function ready(child: ChildProcess, log: Log): Promise<void> {
  if (child.stderr === null) throw new Error('stderr is piped')
  let why = ''
  const lines = createInterface({ input: child.stderr })
  const accepting = new Promise<void>((resolve, reject) => {
    lines.on('line', (line) => {
      log.debug({ line }, 'postgres')
      if (!why.includes('FATAL')) why = line
      if (line.includes('ready to accept connections')) resolve()
    })
    child.once('close', () => reject(failure(why)))
  })
  await accepting
}

function failure(why: string): CannotStart {
  const kind = why.includes('pre-existing shared memory block') ? ClusterInUse : CannotStart
  return new kind(`Postgres did not start: ${why}`)
}

/** Closes our end of the watcher's pipe, which would keep both of us alive. */
function letGo(child: ChildProcess): void {
  const pipe = child.stdio[3]
  if (pipe instanceof Socket) pipe.destroy()
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGINT')
  const hard = setTimeout(() => child.kill('SIGQUIT'), PATIENCE_MS)
  await ended
  clearTimeout(hard)
}
