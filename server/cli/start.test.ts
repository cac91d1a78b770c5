import { type ChildProcess, execFile, type SpawnOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { pairResponse } from '../../lib/wire/pairing.ts'
import { createFolder, type TestFolder } from '../testing/folder.ts'

let folder: TestFolder

beforeAll(async () => {
  folder = await createFolder()
})

afterAll(() => folder.remove())

const CODE = /[0-9A-Z]{5}-[0-9A-Z]{5}/g
const ROOT = fileURLToPath(new URL('../..', import.meta.url))

const environment = (more: Record<string, string> = {}) => ({
  ...process.env,
  ...{ PORT: '0', DATA_DIR: folder.path, LOG_LEVEL: '', ...more },
})

interface Ran {
  status: unknown
  stdout: string
  stderr: string
}

/** Runs a command to its end. */
function run(command: string, args: string[], more: Record<string, string> = {}): Promise<Ran> {
  const all = ['--import', 'tsx', `server/cli/${command}.ts`, ...args]
  const options = { cwd: ROOT, env: environment(more) }
  return new Promise((resolve) => {
    execFile(process.execPath, all, options, (error, stdout, stderr) =>
      resolve({ status: error?.code ?? 0, stdout, stderr }),
    )
  })
}

/** `npm start`, and all that it has printed so far. */
function spawnStart(): { child: ChildProcess; output: () => string } {
  const args = ['--import', 'tsx', 'server/cli/start.ts']
  const options: SpawnOptions = {
    cwd: ROOT,
    env: environment(),
    stdio: ['pipe', 'pipe', 'inherit'],
  }
  const child = spawn(process.execPath, args, options)
  let output = ''
  child.stdout?.on('data', (chunk) => {
    output += chunk
  })
  return { child, output: () => output }
}

function pair(url: string, code: string | undefined): Promise<Response> {
  const headers = { 'Content-Type': 'application/json' }
  return fetch(`${url}/api/pair`, { method: 'POST', headers, body: JSON.stringify({ code }) })
}

it('prints the address, where the extensions lie, and codes: at the start, at Enter, by command', async () => {
  const { child, output } = spawnStart()
  const codes = () => output().match(CODE) ?? []
  const patience = { timeout: 60_000 }
  await expect.poll(codes, patience).toHaveLength(1)
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(output())?.[0] ?? ''
  expect(output()).toContain('.output/chrome-mv3')
  expect(output()).toContain('.output/firefox-mv3')
  child.stdin?.write('\n')
  await expect.poll(codes, patience).toHaveLength(2)
  const [byCommand, token] = [await run('code', []), await run('token', ['--user', 'ada'])]
  const answers = [...codes(), byCommand.stdout.trim()].map((code) => pair(url, code))
  const owners = answers.map(async (one) => pairResponse.parse(await (await one).json()).owner.name)
  expect(await Promise.all(owners)).toEqual(['me', 'me', 'me'])
  const headers = { Authorization: `Bearer ${token.stdout.trim()}` }
  expect((await fetch(`${url}/api/devices`, { headers })).status).toBe(200)
  child.kill('SIGINT')
  expect(await once(child, 'exit')).toEqual([0, null])
  expect(await run('code', [])).toEqual({
    status: 1,
    stdout: '',
    stderr:
      'The server is not running: start it with npm start, or set DATABASE_URL (or DATA_DIR) to its own.\n',
  })
}, 90_000)

it('says of a taken port one sentence and exits with 1', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  // a TCP server's address is never a pipe's name
  const { port } = other.address() as AddressInfo
  expect(await run('start', [], { PORT: String(port) })).toEqual({
    status: 1,
    stdout: '',
    stderr: `Port ${port} of 127.0.0.1 is taken by another program: stop that one, or set PORT to another number.\n`,
  })
  other.close()
})

it('says of a broken setting, option or name one sentence and exits with 1', async () => {
  const failures = await Promise.all([
    run('start', [], { PORT: 'http' }),
    run('start', ['--please']),
    run('token', ['--user', '']),
  ])
  expect(failures).toEqual([
    { status: 1, stdout: '', stderr: 'PORT must be a whole number from 0 to 65535.\n' },
    { status: 1, stdout: '', stderr: 'npm start takes only -- --open.\n' },
    {
      status: 1,
      stdout: '',
      stderr: 'Say for whom with --user NAME (up to 200 characters), or nothing.\n',
    },
  ])
})
