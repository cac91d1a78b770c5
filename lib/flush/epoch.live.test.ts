import { afterEach, beforeEach, expect, it } from 'vitest'
import { forgetPositions } from '../electric/forget.ts'
import { initElectric } from '../electric/init.ts'
import { rowsOf } from '../electric/mirror-database.ts'
import { live } from '../kit/live.ts'
import type { OpenLibrary } from '../repos/library.ts'
import { readAll } from '../repos/read.ts'
import { keepSettled } from '../repos/settle.ts'
import { work } from '../schema/work.ts'
import { openFreshLibrary } from '../testing/library.ts'
import { type LiveServer, startLiveServer } from '../testing/live-server.ts'
import { workInsert } from '../testing/works.ts'
import { noteReload } from './epoch.ts'
import { type FlushWorker, initFlushWorker } from './worker.ts'

let server: LiveServer
let open: OpenLibrary
let worker: FlushWorker
let stops: (() => void)[]

beforeEach(async () => {
  server = await startLiveServer()
  open = openFreshLibrary(server.binding)
  const { server: apiBase, token } = server.binding
  worker = initFlushWorker({ apiBase, token, buffer: open.buffer, onNewEpoch })
  stops = [keepSettled(open)]
})
afterEach(async () => {
  worker.stop()
  for (const stop of stops) stop()
  await server.close()
})

const onNewEpoch = () => forgetPositions(open.mirror)
const patience = { timeout: 15_000 }
const mirrored = async () =>
  (await rowsOf(open.mirror, 'works').toArray()).map(({ title }) => title).sort()

function goLive(fetch = server.fetch): void {
  const { server: url, token } = server.binding
  const target = { buffer: open.buffer, onNewEpoch, now: Date.now }
  const onReload = (epoch: string) => noteReload(target, epoch)
  stops.push(initElectric({ url, token, mirror: open.mirror, tables: ['works'], fetch, onReload }))
}

/** A backup from before any write takes the place of the database. */
async function restoreBackup(): Promise<void> {
  await server.pool.query('DELETE FROM write_log')
  await server.pool.query('DELETE FROM works')
  await server.pool.query('UPDATE server_state SET epoch = gen_random_uuid()')
}

it('sends again what a restored server has lost, and shows it all the while', async () => {
  await open.buffer.enqueue([workInsert('a'), workInsert('b')])
  expect(await worker.flush()).toEqual({ kind: 'drained' })
  const shown: number[] = []
  stops.push(
    live(
      () => readAll(open, work),
      (rows) => shown.push(rows.length),
    ),
  )
  await expect.poll(() => shown.at(-1), patience).toBe(2)
  await restoreBackup()
  await open.buffer.enqueue(workInsert('c'))
  expect(await worker.flush()).toEqual({ kind: 'drained' })
  const { rows } = await server.pool.query('SELECT title FROM works ORDER BY title')
  expect(rows.map(({ title }) => title)).toEqual(['a', 'b', 'c'])
  goLive()
  await expect.poll(mirrored, patience).toEqual(['a', 'b', 'c'])
  await expect.poll(() => open.buffer.getAll(), patience).toEqual([])
  expect(Math.min(...shown)).toBe(2)
})

it('notices a restored server by its stream, before anything is taken for settled', async () => {
  await open.buffer.enqueue(workInsert('seen'))
  await worker.flush()
  goLive()
  await expect.poll(() => open.buffer.getAll(), patience).toEqual([])
  for (const stop of stops.splice(1)) stop()
  await open.buffer.enqueue(workInsert('not seen yet'))
  await worker.flush()
  await restoreBackup()
  await server.restartEngine()
  goLive()
  await expect.poll(() => open.buffer.size({ status: 'pending' }), patience).toBe(1)
  await worker.flush()
  await expect.poll(mirrored, patience).toEqual(['not seen yet'])
  expect(await open.buffer.account()).toMatchObject({ difference: 0, pending: 0 })
})

it('shows no table that was loaded anew before the server says of which database it is', async () => {
  await open.buffer.enqueue(workInsert('not seen yet'))
  await worker.flush()
  await restoreBackup()
  let sick = true
  const asked = async (...[input, init]: Parameters<typeof fetch>) => {
    const ill = sick && String(input).endsWith('/health')
    return ill ? new Response(null, { status: 503 }) : server.fetch(input, init)
  }
  goLive(asked)
  const state = async () => (await open.mirror.shapes.get('works'))?.status
  await expect.poll(state, patience).toBe('error')
  expect((await open.mirror.shapes.get('works'))?.handle).toBeUndefined()
  expect(await open.buffer.size({ status: 'applied' })).toBe(1)
  sick = false
  await expect.poll(() => open.buffer.size({ status: 'pending' }), patience).toBe(1)
  await worker.flush()
  await expect.poll(mirrored, patience).toEqual(['not seen yet'])
})
