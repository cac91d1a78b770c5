import type { ServerResponse } from 'node:http'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { NewChange } from '../buffer/change.ts'
import { applyAll, changesIn, sendHealth } from '../testing/batch-server.ts'
import { freshBuffer } from '../testing/indexeddb.ts'
import { type LoopbackRequest, sendJson, startLoopback } from '../testing/loopback.ts'
import { workInsert } from '../testing/works.ts'
import type { FlushOutcome } from './outcome.ts'
import { type FlushWorkerOptions, getFlushWorker, initFlushWorker } from './worker.ts'

let server: Awaited<ReturnType<typeof startLoopback>>
let buffer: ReturnType<typeof freshBuffer>
let now: number

beforeEach(async () => {
  now = Date.now()
  buffer = freshBuffer({ now: () => now })
  server = await startLoopback(applyAll())
})
afterEach(async () => {
  getFlushWorker()?.stop()
  await server.close()
})

const posts = () => server.requests.filter(({ method }) => method === 'POST')
const titlesIn = (body: string) => changesIn(body).map(({ payload }) => String(payload.title))
const statusOf = async (title: string) =>
  (await buffer.getAll()).find(({ payload }) => payload.title === title)?.status

function worker(options: Partial<FlushWorkerOptions> = {}) {
  const base = { apiBase: server.url, buffer, now: () => now, random: () => 1 }
  return initFlushWorker({ ...base, ...options })
}

/** Flushes round after round, each with a worker of its own, waiting as each says. */
async function rounds(most: number, until: () => Promise<boolean> = async () => false) {
  let outcome: FlushOutcome = { kind: 'stopped' }
  for (let n = 0; n < most; n++) {
    outcome = await worker().flush({ patient: true })
    if (outcome.kind !== 'waiting' || (await until())) return { n, outcome }
    now += outcome.delayMs + 1
  }
  return { n: most, outcome }
}

/** A server that `fails` over some requests, and is well otherwise. */
function failing(
  over: (request: LoopbackRequest) => boolean,
  fails: (response: ServerResponse) => void,
): void {
  server.answer((request, response) =>
    request.method === 'POST' && over(request) ? fails(response) : applyAll()(request, response),
  )
}

const poisoned = ({ body }: LoopbackRequest) => body.includes('poison')
const fail500 = (response: ServerResponse) => sendJson(response, 500, {})
const breakOff = (response: ServerResponse) => response.destroy()
const TEN = ['a', 'b', 'c', 'poison', 'd', 'e', 'f', 'g', 'h', 'i']

it('B-3 isolates the one change over which the server fails; its neighbours wait two rounds at most', async () => {
  await buffer.enqueue(TEN.map((title) => workInsert(title)))
  failing(poisoned, fail500)
  const others = async () => (await buffer.size({ status: 'applied' })) === 9
  expect((await rounds(9, others)).n).toBeLessThanOrEqual(2)
  expect(await statusOf('poison')).toBe('pending')
  expect(await rounds(9)).toMatchObject({ outcome: { kind: 'drained' } })
  const parked = (await buffer.getAll()).filter(({ status }) => status === 'error')
  expect(parked).toMatchObject([
    { code: 'SERVER_ERROR', retry_count: 5, payload: { title: 'poison' } },
  ])
  const alone = posts().filter(({ body }) => titlesIn(body).join() === 'poison')
  expect(alone).toHaveLength(5)
})

it('sends the same batch three times before it takes it apart', async () => {
  await buffer.enqueue(TEN.map((title) => workInsert(title)))
  failing(poisoned, fail500)
  await rounds(3)
  const sizes = posts().map(({ body }) => titlesIn(body).length)
  expect(sizes.slice(0, 5)).toEqual([10, 10, 10, 5, 3])
})

it('isolates a change that the server dies of, and parks it', async () => {
  await buffer.enqueue(TEN.map((title) => workInsert(title)))
  let boots = 0
  server.answer((request, response) => {
    if (request.method === 'GET') return sendHealth(response, `boot ${boots}`)
    if (!poisoned(request)) return applyAll()(request, response)
    boots += 1
    response.destroy()
  })
  expect(await rounds(20)).toMatchObject({ outcome: { kind: 'drained' } })
  expect(await buffer.size({ status: 'applied' })).toBe(9)
  expect(await statusOf('poison')).toBe('error')
})

it('isolates a change that the server dies of also where it is down for a while after', async () => {
  await buffer.enqueue(TEN.map((title) => workInsert(title)))
  let [boots, down] = [0, 0]
  server.answer((request, response) => {
    if (down > 0) {
      down -= 1
      response.destroy()
    } else if (request.method === 'GET') sendHealth(response, `boot ${boots}`)
    else if (poisoned(request)) {
      boots += 1
      down = 1
      response.destroy()
    } else applyAll()(request, response)
  })
  expect(await rounds(40)).toMatchObject({ outcome: { kind: 'drained' } })
  expect(await buffer.size({ status: 'applied' })).toBe(9)
  expect(await statusOf('poison')).toBe('error')
})

it('B-2 never counts a connection that breaks, however often, and lets the others through', async () => {
  await buffer.enqueue(TEN.map((title) => workInsert(title)))
  failing(poisoned, breakOff)
  await rounds(40)
  expect(await buffer.size({ status: 'applied' })).toBe(9)
  const [left] = (await buffer.getAll()).filter(({ status }) => status !== 'applied')
  expect(left).toMatchObject({ status: 'pending', retry_count: 0, payload: { title: 'poison' } })
  server.answer(applyAll())
  now += 60_000
  expect(await worker().flush()).toEqual({ kind: 'drained' })
})

it('never takes a batch apart for a server that says when to come back', async () => {
  await buffer.enqueue(TEN.map((title) => workInsert(title)))
  failing(
    () => true,
    (response) => sendJson(response, 503, {}, { 'Retry-After': '1' }),
  )
  await rounds(12)
  expect(new Set(posts().map(({ body }) => titlesIn(body).length))).toEqual(new Set([10]))
  expect(server.requests).toHaveLength(12)
  expect((await buffer.getAll()).every(({ retry_count }) => retry_count === 0)).toBe(true)
})

it('gives a server time that fails over everything, instead of parking everything', async () => {
  await buffer.enqueue(Array.from({ length: 60 }, (_, i) => workInsert(`work ${i}`)))
  failing(() => true, fail500)
  await rounds(20)
  expect(await buffer.size({ status: 'error' })).toBeLessThan(6)
})

it('never splits a group, and parks one over which the server fails as a whole', async () => {
  const group = crypto.randomUUID()
  const together = ['g1', 'poison', 'g3'].map((title) => ({ ...workInsert(title), group }))
  await buffer.enqueue([workInsert('a'), ...together, workInsert('b')])
  failing(poisoned, fail500)
  expect(await rounds(20)).toMatchObject({ outcome: { kind: 'drained' } })
  const statuses = (await buffer.getAll()).map(({ status }) => status)
  expect(statuses).toEqual(['applied', 'error', 'error', 'error', 'applied'])
  for (const { body } of posts()) {
    const members = titlesIn(body).filter((title) => ['g1', 'poison', 'g3'].includes(title))
    expect([0, 3]).toContain(members.length)
  }
})

it('B-18 overtakes nothing while it isolates: what hangs on the change waits', async () => {
  const id = crypto.randomUUID()
  const file = { table: 'assets', op: 'insert', payload: { id: crypto.randomUUID(), work_id: id } }
  await buffer.enqueue([workInsert('a'), workInsert('poison', id), file as NewChange])
  await buffer.enqueue([workInsert('b'), workInsert('c')])
  failing(poisoned, fail500)
  await rounds(20)
  const overtaking = posts().filter(
    ({ body }) => body.includes('work_id') && !body.includes('poison'),
  )
  expect(overtaking).toEqual([])
  expect(await statusOf('c')).toBe('applied')
})

it('C6 applies 380 of 400 changes and parks the 20 poisoned ones, each for its reason', async () => {
  const kinds = ['INVALID', 'SERVER_ERROR', 'CRASH', 'TOO_LARGE', 'DEP_MISSING']
  const titles = Array.from({ length: 400 }, (_, i) =>
    i % 20 === 7 ? `poison ${kinds[Math.floor(i / 20) % kinds.length]}` : `work ${i}`,
  )
  await buffer.enqueue(titles.map((title) => workInsert(title)))
  let boots = 0
  server.answer((request, response) => {
    const { body } = request
    if (request.method === 'GET') sendHealth(response, `boot ${boots}`)
    else if (body.includes('poison TOO_LARGE')) sendJson(response, 413, {})
    else if (body.includes('poison SERVER_ERROR')) sendJson(response, 500, {})
    else if (body.includes('poison CRASH')) {
      boots += 1
      response.destroy()
    } else {
      applyAll(({ id, payload }) => {
        const code = ['INVALID', 'DEP_MISSING'].find((one) => payload.title === `poison ${one}`)
        if (!code) return null
        const refusal = { id, error: 'no', code, retryable: code === 'DEP_MISSING' }
        return refusal as never // a code of the two above
      })(request, response)
    }
  })
  const healthy = async () => (await buffer.size({ status: 'applied' })) === 380
  expect((await rounds(20, healthy)).n).toBeLessThanOrEqual(2)
  expect(await rounds(60)).toMatchObject({ outcome: { kind: 'drained' } })
  const parked = (await buffer.getAll()).filter(({ status }) => status === 'error')
  const codes = parked.map(({ payload, code }) => [String(payload.title).slice(7), code])
  const expected = (kind: string) => (kind === 'CRASH' ? 'SERVER_ERROR' : kind)
  expect(codes).toHaveLength(20)
  for (const [kind = '', code] of codes) expect(code).toBe(expected(kind))
}, 60_000)
