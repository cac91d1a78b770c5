import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import type { ExtensionBrowser } from './browser.ts'
import { waitUntil } from './wait.ts'

const START_TIMEOUT_MS = 60_000

/** The product as `npm start` runs it, on a library of its own that is thrown away. */
export interface Product {
  url: string
  /** All that it has printed so far. */
  output(): string
  /** A new one-time code, as `npm run code` prints it. */
  code(): Promise<string>
  /** A token for scripts, as `npm run token` prints it. */
  token(): Promise<string>
  /** Asks its Postgres. */
  query<T extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<T[]>
  /** Ctrl-C; resolves to the exit code. */
  stop(): Promise<number | null>
  /** SIGKILL, as a power cut would. */
  kill(): Promise<void>
  /** Freezes it in the middle of whatever it does, until `thaw`. */
  freeze(): void
  thaw(): void
  /** Starts it again on the same library and port. */
  start(): Promise<void>
  /** Stops it and removes its library. */
  discard(): Promise<void>
}

/** Starts the product on a free port. */
export async function startProduct(): Promise<Product> {
  const dataDir = await mkdtemp(join(tmpdir(), 'deeprecall-e2e-'))
  await chmod(dataDir, 0o711)
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const env = { ...process.env, PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'warn' }
  let child: ChildProcess | null = null
  let output = ''
  const database = lazyPool()

  const start = async () => {
    const started = spawn(process.execPath, ['--import', 'tsx', 'server/cli/start.ts'], {
      env,
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    child = started
    for (const stream of [started.stdout, started.stderr]) {
      stream.on('data', (chunk) => {
        output += chunk
      })
    }
    await waitUntil(() => healthy(url, started, () => output), {
      what: 'the server to start',
      timeoutMs: START_TIMEOUT_MS,
      everyMs: 50,
    })
  }
  const end = async (signal: 'SIGINT' | 'SIGKILL') => {
    const ending = child
    child = null
    if (!ending || ending.exitCode !== null) return ending?.exitCode ?? null
    const exited = new Promise<number | null>((resolve) => ending.once('exit', resolve))
    ending.kill(signal)
    return exited
  }
  // whoever ends without `discard` leaves nothing running behind
  process.once('exit', () => void child?.kill('SIGINT'))
  await start()
  return {
    url,
    start,
    output: () => output,
    code: () => printedBy(['server/cli/code.ts'], env),
    token: () => printedBy(['server/cli/token.ts', '--user', 'me'], env),
    query: async <T extends pg.QueryResultRow>(sql: string, values?: unknown[]) =>
      (await database.query<T>(await databaseUrl(dataDir), sql, values)).rows,
    stop: () => end('SIGINT'),
    kill: () => end('SIGKILL').then(() => undefined),
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
    discard: async () => {
      await database.close()
      await end('SIGINT')
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** Connects an extension through its options page, as a person would, unless it is connected. */
export async function connect<Page>(
  browser: ExtensionBrowser<Page>,
  product: Pick<Product, 'url' | 'code'>,
): Promise<void> {
  const options = await browser.viewOf(await browser.openExtensionPage('/options.html'))
  await options.waitFor(() => document.querySelector('input[name=code], dl'))
  if (await options.evaluate(() => document.querySelector('dl') !== null)) return options.close()
  await options.fill('input[name=server]', product.url)
  await options.fill('input[name=code]', await product.code())
  await options.press('Enter')
  await options.waitForText('Connected')
  await options.close()
}

async function healthy(url: string, child: ChildProcess, output: () => string): Promise<boolean> {
  if (child.exitCode !== null) throw new Error(`the server ended: ${output()}`)
  return (await fetch(`${url}/health`)).ok
}

async function printedBy(command: string[], env: NodeJS.ProcessEnv): Promise<string> {
  const run = promisify(execFile)
  const { stdout } = await run(process.execPath, ['--import', 'tsx', ...command], { env })
  return stdout.trim()
}

/** A pool to wherever Postgres is now: a restart of the product moves it to another port. */
function lazyPool() {
  let pool: pg.Pool | null = null
  let at = ''
  const open = async (url: string) => {
    if (pool && at === url) return pool
    await pool?.end()
    at = url
    // Postgres is stopped and killed on purpose here; the next query says so itself
    pool = new pg.Pool({ connectionString: url, max: 2 }).on('error', () => undefined)
    return pool
  }
  return {
    query: async <T extends pg.QueryResultRow>(url: string, sql: string, values?: unknown[]) =>
      (await open(url)).query<T>(sql, values),
    close: async () => pool?.end(),
  }
}

async function databaseUrl(dataDir: string): Promise<string> {
  return process.env.DATABASE_URL ?? (await runningUrl(dataDir))
}

async function runningUrl(dataDir: string): Promise<string> {
  const { databaseUrl } = JSON.parse(await readFile(join(dataDir, 'running.json'), 'utf8')) as {
    databaseUrl: string // written by server/embedded/running-file.ts
  }
  return databaseUrl
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      const port = typeof address === 'object' && address ? address.port : 0
      probe.close(() => resolve(port))
    })
  })
}
