import { afterEach, beforeEach, expect, it } from 'vitest'
import type { NewChange } from '../buffer/change.ts'
import { WriteBuffer } from '../buffer/write-buffer.ts'
import { applyAll, changesIn } from '../testing/batch-server.ts'
import { freshSuffix } from '../testing/indexeddb.ts'
import { startLoopback } from '../testing/loopback.ts'
import { workInsert } from '../testing/works.ts'
import { type FlushWorker, initFlushWorker } from './worker.ts'

let server: Awaited<ReturnType<typeof startLoopback>>
let suffix: string
let contexts: { buffer: WriteBuffer; worker: FlushWorker }[]

beforeEach(async () => {
  suffix = freshSuffix()
  contexts = []
  server = await startLoopback(applyAll())
})
afterEach(async () => {
  for (const { worker, buffer } of contexts) {
    worker.stop()
    buffer.db.close()
  }
  await server.close()
})

/** One context of the browser: its own connection to the one database, and its own worker. */
function context(now = Date.now) {
  const buffer = new WriteBuffer({ suffix, now })
  const worker = initFlushWorker({ apiBase: server.url, buffer, now, random: () => 0 })
  const made = { buffer, worker }
  contexts.push(made)
  return made
}

const sentIds = () => server.requests.flatMap(({ body }) => changesIn(body).map(({ id }) => id))

it('C5 B-15 posts each of 1,000 changes once, one request at a time, from seven contexts', async () => {
  let [flying, most] = [0, 0]
  server.answer(async (request, response) => {
    flying += 1
    most = Math.max(most, flying)
    await new Promise((resolve) => setImmediate(resolve))
    flying -= 1
    return applyAll()(request, response)
  })
  const all = Array.from({ length: 7 }, () => context())
  const made = Array.from({ length: 1_000 }, (_, i) => workInsert(`work ${i}`))
  const writing = all.map(async ({ buffer, worker }, tab) => {
    for (let i = tab; i < made.length; i += all.length) {
      await buffer.enqueue(made[i] as NewChange) // below its length
      if (i % 50 === tab) void worker.flush()
    }
  })
  await Promise.all(writing)
  const outcomeOf = async ({ worker }: { worker: FlushWorker }) => (await worker.flush()).kind
  await expect
    .poll(async () => (await Promise.all(all.map(outcomeOf))).includes('drained'), {
      timeout: 30_000,
    })
    .toBe(true)
  expect(most).toBe(1)
  expect(sentIds()).toHaveLength(1_000)
  expect(new Set(sentIds()).size).toBe(1_000)
}, 60_000)

it('B-16 shows what is on its way as syncing, and what came of it', async () => {
  const { buffer, worker } = context()
  await buffer.enqueue(workInsert('seen'))
  const seen: string[] = []
  server.answer(async (request, response) => {
    seen.push(...(await buffer.getAll()).map(({ status }) => status))
    return applyAll()(request, response)
  })
  await worker.flush()
  seen.push(...(await buffer.getAll()).map(({ status }) => status))
  expect(seen).toEqual(['syncing', 'applied'])
})

it('B-16 sends again what another start of the worker had claimed', async () => {
  const { buffer, worker } = context()
  const queued = await buffer.enqueue([workInsert('a'), workInsert('b')])
  const ids = queued.map(({ id }) => id)
  await buffer.claim(ids.slice(0, 1), 'a dead start')
  await buffer.claim(ids.slice(1), 'an older one')
  expect(await worker.flush()).toEqual({ kind: 'drained' })
  expect(sentIds().sort()).toEqual(ids.sort())
})

it('C7 B-18 sends no child before its parent, whatever fails in between', async () => {
  const { buffer, worker } = context()
  for (let i = 0; i < 60; i++) {
    const [workId, id] = [crypto.randomUUID(), crypto.randomUUID()]
    await buffer.enqueue(workInsert(`work ${i}`, workId))
    await buffer.enqueue({ table: 'assets', op: 'insert', payload: { id, work_id: workId } })
  }
  const there = new Set<unknown>()
  let requests = 0
  server.answer((request, response) => {
    requests += 1
    if (request.method === 'POST' && requests % 3 === 0) return response.destroy() as never // nobody reads it
    if (request.method === 'POST') {
      for (const { table, payload } of changesIn(request.body)) {
        if (table === 'assets') expect(there).toContain(payload.work_id)
        else there.add(payload.id)
      }
    }
    return applyAll()(request, response)
  })
  await expect.poll(async () => (await worker.flush()).kind, { timeout: 20_000 }).toBe('drained')
  expect(await buffer.size({ status: 'applied' })).toBe(120)
}, 30_000)
