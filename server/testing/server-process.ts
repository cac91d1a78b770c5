import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'

/** The server as it runs in production, in a process of its own. */
export interface ServerProcess {
  url: string
  /** Whether it still runs; what it said where it ended by itself. */
  ended(): string | undefined
  /** Ends it as an operator would; resolves, when it is gone, to what it said where that went badly. */
  stop(): Promise<string | undefined>
}

const STARTUP_MS = 60_000
const POLL_MS = 50

/** Starts the server on a database, at a free port; further settings are its environment. */
export async function startServerProcess(
  databaseUrl: string,
  settings: Record<string, string> = {},
): Promise<ServerProcess> {
  const cwd = fileURLToPath(new URL('../..', import.meta.url))
  const port = String(await freePort())
  const about = { DATABASE_URL: databaseUrl, PORT: port, LOG_LEVEL: 'warn', ...settings }
  const env = { ...process.env, ...about }
  const child = spawn(process.execPath, ['server/index.ts'], { cwd, env })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      said = (said + chunk).slice(-10_000)
    })
  }
  const kill = () => void child.kill('SIGKILL')
  process.once('exit', kill)
  const ended = () => (isOver(child) ? `${child.exitCode ?? child.signalCode}: ${said}` : undefined)
  const stop = async () => {
    process.off('exit', kill)
    const exited = once(child, 'exit')
    if (!isOver(child) && child.kill('SIGTERM')) await exited
    return child.exitCode === 0 ? undefined : ended()
  }
  const url = `http://127.0.0.1:${port}`
  try {
    await untilHealthy(url, ended)
  } catch (error) {
    await stop()
    throw error
  }
  return { url, ended, stop }
}

function isOver({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null
}

async function untilHealthy(url: string, ended: () => string | undefined): Promise<void> {
  const untilMs = performance.now() + STARTUP_MS
  while (performance.now() < untilMs) {
    const end = ended()
    if (end !== undefined) throw new Error(`the server ended: ${end}`)
    const answer = await fetch(`${url}/health`).catch(() => undefined)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
  throw new Error(`the server did not start in ${STARTUP_MS} ms`)
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  if (typeof address === 'object' && address !== null) return address.port
  throw new Error('A TCP server has a port')
}
