import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { waitUntil } from '../../wait.ts'

/** The server as it runs in production, in a process that can be ended in every way and started again. */
export interface ChaosServer {
  port: number
  start(): Promise<void>
  /** Sends a signal and resolves to the exit code once it is gone; null where the signal itself ended it. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>
  /** The end of what it has logged since its last start. */
  said(): string
  /** Its resident memory in MB; 0 where the system doesn't say. */
  rssMb(): Promise<number>
}

const CWD = fileURLToPath(new URL('../../..', import.meta.url))

/** High enough that no rate limit is what a row measures. */
const RATES = { REQUESTS_PER_SECOND: '100000', CHANGES_PER_SECOND: '1000000' }

/** Whoever ends in the middle leaves nothing running behind. */
const running = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

const PATIENCE = { what: 'the server to start', timeoutMs: 60_000 }

export async function startChaosServer(databaseUrl: string): Promise<ChaosServer> {
  const port = await freePort()
  const own = { DATABASE_URL: databaseUrl, PORT: String(port), LOG_LEVEL: 'error', ...RATES }
  const env = { ...process.env, ...own }
  let child: ChildProcess | null = null
  let said = ''
  const start = async () => {
    const started = spawn(process.execPath, ['server/index.ts'], { cwd: CWD, env })
    child = started
    running.add(started)
    started.once('exit', () => running.delete(started))
    said = ''
    for (const stream of [started.stdout, started.stderr]) {
      stream.on('data', (piece) => {
        said = (said + piece).slice(-4_000)
      })
    }
    await waitUntil(() => isOver(started) || isHealthy(port), PATIENCE)
    if (isOver(started)) throw new Error(`the server ended: ${said}`)
  }
  await start()
  return {
    port,
    start,
    end: async (signal) => {
      const ending = child
      child = null
      if (!ending || isOver(ending)) return ending?.exitCode ?? null
      const exited = once(ending, 'exit')
      ending.kill(signal)
      const [code] = (await exited) as [number | null] // what the event brings
      return code
    },
    said: () => said,
    rssMb: () => rssOf(child?.pid),
  }
}

async function isHealthy(port: number): Promise<boolean> {
  return (await fetch(`http://127.0.0.1:${port}/health`)).ok
}

function isOver({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null
}

async function rssOf(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '') // only Linux can tell
  return Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024)
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  if (typeof address === 'object' && address !== null) return address.port
  throw new Error('A TCP server has a port')
}
