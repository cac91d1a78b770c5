import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createLog } from '../log.ts'
import { createFolder, type TestFolder } from '../testing/folder.ts'
import { findHome, homeInside } from './postgres/home.ts'
import { holderOf, starterMark } from './postgres/running.ts'
import { type EmbeddedPostgres, startPostgres } from './postgres.ts'

let folder: TestFolder
let library: string
const log = createLog('silent')

beforeAll(async () => {
  folder = await createFolder()
  library = join(folder.path, 'library')
})

afterAll(() => folder.remove())

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows.flat()
  } finally {
    await client.end()
  }
}

type Run = (postgres: EmbeddedPostgres) => Promise<void>

/** Starts Postgres on a data directory, and stops it after. */
async function using(dataDir: string, run: Run): Promise<void> {
  const postgres = await startPostgres({ dataDir, log })
  try {
    await run(postgres)
  } finally {
    await postgres.stop()
  }
}

it('is real Postgres 18 that streams changes, for this machine and who knows the password', async () => {
  await using(library, async ({ url }) => {
    expect(await ask(url, 'SHOW server_version_num')).toEqual([expect.stringMatching(/^18/)])
    expect(await ask(url, 'SHOW wal_level')).toEqual(['logical'])
    expect(await ask(url, 'SHOW listen_addresses')).toEqual(['127.0.0.1'])
    const stranger = new URL(url)
    stranger.password = 'guess'
    await expect(ask(stranger.href, 'SELECT 1')).rejects.toThrow('password authentication failed')
  })
})

it('keeps what it was told over a stop', async () => {
  await using(
    library,
    async ({ url }) => void (await ask(url, 'CREATE TABLE kept AS SELECT 7 AS seven')),
  )
  await using(library, async ({ url }) =>
    expect(await ask(url, 'SELECT seven FROM kept')).toEqual([7]),
  )
})

it('ends when the program that started it is killed hard, and starts again with everything', async () => {
  const holder = spawnHolder()
  const [line] = await once(holder.stdout, 'data')
  await ask(String(line).trim(), 'CREATE TABLE held AS SELECT 7 AS seven')
  holder.kill('SIGKILL')
  await once(holder, 'exit')
  const { cluster } = homeInside(library)
  await expect.poll(() => holderOf(cluster), { timeout: 20_000 }).toEqual({ kind: 'nobody' })
  await using(library, async ({ url }) =>
    expect(await ask(url, 'SELECT seven FROM held')).toEqual([7]),
  )
})

it('stops a Postgres that a crash left on its data, and only that one', async () => {
  await using(library, async () => undefined)
  const { cluster } = homeInside(library)
  const orphan = await leaveRunning(cluster)
  const ended = once(orphan, 'exit')
  expect(await holderOf(cluster)).toEqual({ kind: 'orphan', pid: orphan.pid })
  await using(library, async ({ url }) => expect(await ask(url, 'SELECT 1')).toEqual([1]))
  await ended
})

it('is not put off by a postmaster.pid whose number is another program’s by now', async () => {
  await using(library, async () => undefined)
  const { cluster } = homeInside(library)
  await writeFile(join(cluster, 'postmaster.pid'), `${process.pid}\n${cluster}\n`)
  await using(library, async ({ url }) => expect(await ask(url, 'SELECT 1')).toEqual([1]))
})

it('begins again where the making of the cluster was cut off', async () => {
  const dataDir = join(folder.path, 'half')
  const { dir, cluster } = homeInside(dataDir)
  await mkdir(`${cluster}.half`, { recursive: true })
  await writeFile(join(dir, 'password'), 'of the first try')
  await using(dataDir, async ({ url }) => expect(await ask(url, 'SELECT 1')).toEqual([1]))
})

it('refuses the data of a newer Postgres in one sentence', async () => {
  const dataDir = join(folder.path, 'newer')
  const { cluster } = homeInside(dataDir)
  await mkdir(cluster, { recursive: true })
  await writeFile(join(cluster, 'PG_VERSION'), '19\n')
  await expect(startPostgres({ dataDir, log })).rejects.toThrow(
    `The library in ${cluster} was written by Postgres 19, and this is Postgres 18: update this program, or set DATA_DIR to another folder.`,
  )
})

it('says in one sentence where it can’t keep anything', async () => {
  const dataDir = join(folder.path, 'file')
  await writeFile(dataDir, 'no folder')
  await expect(startPostgres({ dataDir, log })).rejects.toThrow(
    `The library can't be kept in ${dataDir}: a file is in the way. Change that, or set DATA_DIR to another folder.`,
  )
})

it.runIf(process.getuid?.() === 0)(
  'goes where its user may enter when only root may enter the data directory, and says so',
  async () => {
    const dataDir = join(folder.path, 'closed')
    await mkdir(dataDir, { mode: 0o700 })
    const said: string[] = []
    const write = (line: Buffer, _encoding: string, done: () => void) => {
      said.push(String(line))
      done()
    }
    const telling = createLog('warn', new Writable({ write }))
    const postgres = await startPostgres({ dataDir, log: telling })
    expect(await ask(postgres.url, 'SELECT 1')).toEqual([1])
    await postgres.stop()
    expect(said).toEqual([expect.stringContaining(`Only root may enter ${dataDir}`)])
    const { uid } = await stat('/proc/self')
    const home = await findHome(dataDir, { uid: uid + 1, gid: 1 }, log)
    expect(home.dir).not.toContain(dataDir)
    await rm(home.dir, { recursive: true })
  },
)

function spawnHolder() {
  const script = fileURLToPath(new URL('../testing/hold-postgres.ts', import.meta.url))
  const args = ['--import', 'tsx', script, library]
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
}

/** A postmaster on that cluster whose starter is gone: one whose mark names nobody's parent. */
async function leaveRunning(cluster: string) {
  const command = await commandOf(cluster)
  const { uid, gid } = await stat(cluster)
  const identity = process.getuid?.() === 0 ? { uid, gid } : {}
  const args = ['-D', cluster, '-k', cluster, '-c', 'listen_addresses=', '-c', starterMark(1)]
  const child = spawn(command, args, { ...identity, stdio: ['ignore', 'ignore', 'pipe'] })
  for await (const line of child.stderr) if (String(line).includes('ready to accept')) break
  return child
}

/** The postgres program that last ran on a cluster. */
async function commandOf(cluster: string): Promise<string> {
  const text = await readFile(join(cluster, 'postmaster.opts'), 'utf8')
  return text.split(' ')[0] ?? dirname(cluster)
}
