import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addDevice } from './auth/devices.ts'
import { ME, ownerNamed } from './auth/owner-named.ts'
import { readConfig } from './config.ts'
import { readRunning } from './embedded/running-file.ts'
import { createLog } from './log.ts'
import { startServer } from './start-server.ts'
import { createFolder, type TestFolder } from './testing/folder.ts'

let folder: TestFolder
let dataDir: string

beforeAll(async () => {
  folder = await createFolder()
  dataDir = folder.path
})

afterAll(() => folder.remove())

const log = createLog('silent')
const start = (port = '0') => startServer(readConfig({ PORT: port, DATA_DIR: dataDir }), log)

it('finds the same library after a stop, and leaves no trace of running', async () => {
  const first = await start()
  const me = await ownerNamed(first.pool, ME)
  const token = await addDevice(first.pool, me.id, 'laptop')
  expect(await readRunning(dataDir)).toMatchObject({ url: first.url })
  await first.stop()
  expect(await readRunning(dataDir)).toBeUndefined()

  const second = await start()
  const answer = await fetch(`${second.url}/api/devices`, {
    headers: { Authorization: `Bearer ${token}` },
  })
  expect(await answer.json()).toMatchObject({ devices: [{ name: 'laptop' }] })
  await second.stop()
})

it('says in a sentence that the port is taken, and starts nothing', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => other.once('listening', resolve))
  // a TCP server's address is never a pipe's name
  const { port } = other.address() as AddressInfo
  await expect(start(String(port))).rejects.toThrow(
    `Port ${port} of 127.0.0.1 is taken by another program: stop that one, or set PORT to another number.`,
  )
  other.close()
})

it('refuses a library that is open already, and says by whom', async () => {
  const server = await start()
  await expect(start()).rejects.toThrow(`This library is open already, in process ${process.pid}`)
  expect((await fetch(`${server.url}/health`)).status).toBe(200)
  await server.stop()
})

it('refuses a library of a newer version', async () => {
  const server = await start()
  await server.pool.query(
    "INSERT INTO migrations (name, run_on) VALUES ('9999_from_the_future', now())",
  )
  await server.stop()
  await expect(start()).rejects.toThrow(/was written by a newer version .*9999_from_the_future/)
})

it('ends requests that wait for news when it stops, and takes no new ones', async () => {
  const fresh = await createFolder()
  const server = await startServer(readConfig({ PORT: '0', DATA_DIR: fresh.path }), log)
  const me = await ownerNamed(server.pool, ME)
  const token = await addDevice(server.pool, me.id, 'laptop')
  const ask = (query: string) =>
    fetch(`${server.url}/v1/shape?table=works&${query}`, {
      headers: { Authorization: `Bearer ${token}` },
    })
  await expect.poll(async () => (await ask('offset=-1')).status, { timeout: 10_000 }).toBe(200)
  const first = await ask('offset=-1')
  await first.text()
  const [handle, offset] = ['electric-handle', 'electric-offset'].map((n) => first.headers.get(n))
  const target = `/v1/shape?table=works&live=true&handle=${handle}&offset=${offset}`
  // The interim answer says that the server has the request.
  const headers = { Authorization: `Bearer ${token}`, Expect: '100-continue' }
  const live = request(server.url + target, { headers }).end()
  const answered = once(live, 'response')
  await once(live, 'continue')
  await server.stop()
  const [answer] = await answered
  expect([200, 204, 503]).toContain(answer.statusCode)
  await expect(fetch(`${server.url}/health`)).rejects.toThrow()
  await fresh.remove()
})
