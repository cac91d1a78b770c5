import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import pg from 'pg'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createLog } from '../../log.ts'
import { createFolder, type TestFolder } from '../../testing/folder.ts'
import { startPostgres } from '../postgres.ts'
import { findBinaries, program } from './binaries.ts'
import { homeInside } from './home.ts'
import { startWhenFree } from './start-when-free.ts'

/** Computes for hours, and looks at nothing meanwhile. */
const BUSY =
  'DO $$ BEGIN FOR i IN 1..2000000000 LOOP FOR j IN 1..2000000000 LOOP END LOOP; END LOOP; END $$'

let folder: TestFolder
let orphan: number

beforeEach(async () => {
  folder = await createFolder()
  orphan = await leaveSession(folder.path)
})
afterEach(async () => {
  endOrphan()
  await folder.remove()
})

/** A session that works on, whose postmaster was killed hard; answers its process. */
async function leaveSession(dataDir: string): Promise<number> {
  const postgres = await startPostgres({ dataDir, log: createLog('silent') })
  const client = new pg.Client({ connectionString: postgres.url })
  client.on('error', () => {}) // that it is cut off is what this is about
  await client.connect()
  await client.query('CREATE TABLE kept AS SELECT 7 AS seven')
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
  client.query(BUSY).catch(() => {})
  await begun(postgres.url, rows[0]?.pid ?? 0)
  const { cluster } = homeInside(dataDir)
  process.kill(
    Number.parseInt(await readFile(join(cluster, 'postmaster.pid'), 'utf8'), 10),
    'SIGKILL',
  )
  await postgres.ended
  return rows[0]?.pid ?? 0
}

async function begun(url: string, pid: number): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {}) // its server is about to be killed
  await client.connect()
  const state = async () =>
    (await client.query('SELECT query FROM pg_stat_activity WHERE pid = $1', [pid])).rows[0]?.query
  await expect.poll(state).toBe(BUSY)
  await client.end()
}

function endOrphan(): void {
  try {
    process.kill(orphan, 'SIGKILL')
  } catch {
    // a test has ended it
  }
}

it('waits for the sessions that a killed Postgres has left, and starts with everything when they are gone', async () => {
  const said: string[] = []
  const write = (line: Buffer, _encoding: string, done: () => void) => {
    said.push(String(line))
    endOrphan()
    done()
  }
  const log = createLog('warn', new Writable({ write }))
  const postgres = await startPostgres({ dataDir: folder.path, log })
  expect(said).toEqual([expect.stringContaining('Waiting for the sessions')])
  const client = new pg.Client({ connectionString: postgres.url })
  await client.connect()
  expect((await client.query('SELECT seven FROM kept')).rows).toEqual([{ seven: 7 }])
  await client.end()
  await postgres.stop()
})

it('says in one sentence what to do where they do not end in time', async () => {
  const { cluster } = homeInside(folder.path)
  const { uid, gid } = await stat(cluster)
  const account = process.getuid?.() === 0 ? { uid, gid } : undefined
  const postgres = program(await findBinaries(), 'postgres')
  const options = { program: postgres, cluster, account, settings: {}, log: createLog('silent') }
  await expect(startWhenFree(options, undefined, 0)).rejects.toThrow(
    `The Postgres that last ran on ${cluster} was killed, and sessions of it have not ended in 0 s: end the processes named postgres that are left of it, then start again.`,
  )
})
