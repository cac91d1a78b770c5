import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createDatabase, type TestDatabase } from './testing/database.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createDatabase({ migrated: false })
})

afterAll(() => database.drop())

/** As the Dockerfile does it: by Node alone, with nothing that translates TypeScript. */
function spawnServer(environment: Record<string, string>): ChildProcess {
  const cwd = fileURLToPath(new URL('..', import.meta.url))
  const env = { ...process.env, PORT: '0', ...environment }
  return spawn(process.execPath, ['server/index.ts'], { cwd, env })
}

/** What it logs, line by line. */
async function* lines({ stdout }: ChildProcess): AsyncGenerator<Record<string, unknown>> {
  if (stdout === null) return
  for await (const line of createInterface({ input: stdout })) yield JSON.parse(line)
}

it('migrates, serves and ends cleanly in production, logging JSON lines', async () => {
  const server = spawnServer({ DATABASE_URL: database.url })
  const exited = once(server, 'exit')
  const said: unknown[] = []
  for await (const line of lines(server)) {
    said.push(line.msg)
    if (line.msg === 'listening') {
      expect(await (await fetch(`${line.url}/health`)).json()).toMatchObject({ status: 'ok' })
      server.kill('SIGTERM')
    }
  }
  expect(await exited).toEqual([0, null])
  expect(said).toEqual(expect.arrayContaining(['database migrated', 'listening', 'stopping']))
})

it('says in one sentence that the database does not let it in, and exits with 1', async () => {
  const stranger = new URL(database.url)
  stranger.password = 'wrong'
  const server = spawnServer({ DATABASE_URL: stranger.href })
  const exited = once(server, 'exit')
  let said = ''
  server.stderr?.on('data', (chunk) => {
    said += chunk
  })
  expect(await exited).toEqual([1, null])
  expect(said).toBe(
    'Postgres at DATABASE_URL does not let us in: password authentication failed for user "deeprecall".\n',
  )
})
