import { afterEach, beforeEach, expect, it } from 'vitest'
import { applyAll, batchAnswer, changesIn } from '../testing/batch-server.ts'
import { freshBuffer } from '../testing/indexeddb.ts'
import { sendJson, startLoopback } from '../testing/loopback.ts'
import { workInsert, workUpdate } from '../testing/works.ts'
import { pausedBy } from './memory.ts'
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

function worker(options: Partial<FlushWorkerOptions> = {}) {
  const base = { apiBase: server.url, buffer, now: () => now, random: () => 1 }
  return initFlushWorker({ ...base, ...options })
}

const sent = () => server.requests.map((request) => changesIn(request.body))
const statuses = async () => (await buffer.getAll()).map((change) => change.status)

it('F17 sends 25 changes in three requests of ten, in order', async () => {
  for (let i = 0; i < 25; i++) await buffer.enqueue(workInsert(`work ${i}`))
  expect(await worker().flush()).toEqual({ kind: 'drained' })
  expect(sent().map((batch) => batch.length)).toEqual([10, 10, 5])
  expect(
    sent()
      .flat()
      .map((change) => change.payload.title),
  ).toEqual(Array.from({ length: 25 }, (_, i) => `work ${i}`))
})

it('sends the token, and only what the wire knows', async () => {
  await buffer.enqueue(workInsert('one'))
  await worker({ token: async () => 'secret' }).flush()
  expect(server.requests[0]?.headers.authorization).toBe('Bearer secret')
  const known = ['client_id', 'created_at', 'hlc', 'id', 'op', 'payload', 'seq', 'table', 'v']
  expect(Object.keys(sent()[0]?.[0] ?? {}).sort()).toEqual(known)
})

it('F19 loses nothing and counts nothing while the network is away, however often it tries', async () => {
  await buffer.enqueue(workInsert('offline'))
  const { url } = server
  await server.close()
  const flusher = worker({ apiBase: url })
  for (let i = 0; i < 20; i++) expect(await flusher.flush()).toMatchObject({ kind: 'waiting' })
  expect(await buffer.getAll()).toMatchObject([{ status: 'pending', retry_count: 0 }])
})

it.each([500, 502, 503, 429, 408, 404])('keeps everything through a status %i', async (status) => {
  await buffer.enqueue(workInsert('kept'))
  server.answer((_, response) => sendJson(response, status, {}))
  expect(await worker().flush()).toMatchObject({ kind: 'waiting' })
  expect(await buffer.getAll()).toMatchObject([{ status: 'pending', retry_count: 0 }])
  server.answer(applyAll())
  expect(await worker().flush()).toEqual({ kind: 'drained' })
})

it('takes the page of a captive portal for no answer', async () => {
  await buffer.enqueue(workInsert('kept'))
  server.answer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('<h1>Welcome to the hotel</h1>')
  })
  expect(await worker().flush()).toMatchObject({ kind: 'waiting' })
  expect(await statuses()).toEqual(['pending'])
})

it('takes an answer about changes it did not send for no answer', async () => {
  await buffer.enqueue(workInsert('kept'))
  server.answer((_, response) => {
    const stranger = {
      id: crypto.randomUUID(),
      table: 'works',
      op: 'insert',
      payload: {},
      created_at: 0,
    }
    sendJson(response, 200, batchAnswer([stranger as never]))
  })
  expect(await worker().flush()).toMatchObject({ kind: 'waiting' })
  expect(await statuses()).toEqual(['pending'])
})

it('F18 waits for as long as the server asks, over a restart too', async () => {
  await buffer.enqueue(workInsert('patient'))
  server.answer((_, response) => sendJson(response, 503, {}, { 'Retry-After': '60' }))
  expect(await worker().flush()).toMatchObject({ kind: 'waiting', delayMs: 60_000 })
  server.answer(applyAll())
  const restarted = worker()
  expect(await restarted.flush()).toMatchObject({ kind: 'waiting', delayMs: 60_000 })
  restarted.start(5)
  await expect.poll(() => buffer.db.attempts.count()).toBe(1)
  now += 60_001
  await expect.poll(statuses).toEqual(['applied'])
})

it('F19 parks what the server refuses for good, with its reason, and applies its neighbours', async () => {
  await buffer.enqueue([workInsert('good'), workInsert('bad'), workInsert('fine')])
  server.answer(
    applyAll((change) =>
      change.payload.title === 'bad'
        ? { id: change.id, error: 'not today', code: 'INVALID', retryable: false }
        : null,
    ),
  )
  expect(await worker().flush()).toEqual({ kind: 'drained' })
  expect(await statuses()).toEqual(['applied', 'error', 'applied'])
  expect((await buffer.getAll())[1]).toMatchObject({ error: 'not today', code: 'INVALID' })
})

it('F19 parks a retryable refusal only after maxRetries answers about it', async () => {
  await buffer.enqueue(workInsert('orphan'))
  server.answer(
    applyAll((change) => ({
      id: change.id,
      error: 'no parent',
      code: 'DEP_MISSING',
      retryable: true,
    })),
  )
  const flusher = worker({ maxRetries: 3 })
  for (let tries = 1; tries <= 3; tries++) {
    await flusher.flush()
    expect(server.requests).toHaveLength(tries)
    now += 30_001
  }
  expect(await statuses()).toEqual(['error'])
})

it('F23 pauses without a valid token, keeps everything, and goes on with one', async () => {
  await buffer.enqueue(workInsert('mine'))
  server.answer((_, response) => sendJson(response, 401, {}))
  expect(await worker().flush()).toEqual({ kind: 'paused', reason: 'needs_login' })
  expect(await pausedBy(buffer)).toBe('needs_login')
  expect(await worker().flush({ patient: true })).toMatchObject({ kind: 'waiting' })
  expect(server.requests).toHaveLength(1)
  expect(await buffer.getAll()).toMatchObject([{ status: 'pending', retry_count: 0 }])
  server.answer(applyAll())
  expect(await worker().flush()).toEqual({ kind: 'drained' })
})

it('sends again what a killed worker had claimed', async () => {
  const [change] = await buffer.enqueue(workInsert('half sent'))
  await buffer.claim([change?.id ?? ''], 'a dead worker')
  expect(await worker().flush()).toEqual({ kind: 'drained' })
  expect(await statuses()).toEqual(['applied'])
})

it('F21 posts each change once when several contexts flush one queue at once', async () => {
  for (let i = 0; i < 30; i++) await buffer.enqueue(workInsert(`work ${i}`))
  const workers = [worker(), worker(), worker()]
  await Promise.all(workers.map((one) => one.flush()))
  await expect.poll(async () => (await worker().flush()).kind).toBe('drained')
  const ids = sent()
    .flat()
    .map((change) => change.id)
  expect(ids).toHaveLength(30)
  expect(new Set(ids).size).toBe(30)
})

it('sends what was queued while it was flushing', async () => {
  const id = crypto.randomUUID()
  await buffer.enqueue(workInsert('first', id))
  const flusher = worker()
  server.answer(async (request, response) => {
    if (server.requests.length === 1) {
      await buffer.enqueue(workUpdate(id, { title: 'second' }))
      void flusher.flush()
    }
    return applyAll()(request, response)
  })
  expect(await flusher.flush()).toEqual({ kind: 'drained' })
  expect(
    sent()
      .flat()
      .map((change) => change.payload.title),
  ).toEqual(['first', 'second'])
})

it.each([400, 413, 415, 422])(
  'finds the one change for which a server refuses all with %i',
  async (status) => {
    await buffer.enqueue(['a', 'b', 'poison', 'c', 'd'].map((title) => workInsert(title)))
    server.answer((request, response) =>
      request.body.includes('poison')
        ? sendJson(response, status, {})
        : applyAll()(request, response),
    )
    expect(await worker().flush()).toEqual({ kind: 'drained' })
    expect(await statuses()).toEqual(['applied', 'applied', 'error', 'applied', 'applied'])
  },
)

it('parks a group that is refused as a whole, as a whole', async () => {
  const group = crypto.randomUUID()
  await buffer.enqueue(['a', 'b'].map((title) => ({ ...workInsert(title), group })))
  server.answer((_, response) => sendJson(response, 413, {}))
  expect(await worker().flush()).toEqual({ kind: 'drained' })
  expect(await buffer.getAll()).toMatchObject([{ code: 'TOO_LARGE' }, { code: 'TOO_LARGE' }])
})

it('goes on with a newer server, whose words for what it did are new', async () => {
  await buffer.enqueue([workInsert('one'), workInsert('two')])
  server.answer((request, response) => {
    const [one, two] = changesIn(request.body)
    const answer = batchAnswer(one ? [one] : [])
    const responses = answer.responses.map((receipt) => ({ ...receipt, outcome: 'sublimated' }))
    const error = { id: two?.id, error: 'no such moon', code: 'MOONLESS', retryable: false }
    sendJson(response, 200, { ...answer, responses, errors: [error] })
  })
  expect(await worker().flush()).toEqual({ kind: 'drained' })
  expect(await statuses()).toEqual(['applied', 'error'])
})

it('halves a batch that is too large for the server', async () => {
  const abstract = 'x'.repeat(30_000)
  const changes = Array.from({ length: 6 }, (_, i) => workInsert(`${i}`))
  await buffer.enqueue(changes.map((one) => ({ ...one, payload: { ...one.payload, abstract } })))
  server.answer((request, response) =>
    request.body.length > 70_000 ? sendJson(response, 413, {}) : applyAll()(request, response),
  )
  expect(await worker().flush()).toEqual({ kind: 'drained' })
  expect(await statuses()).toEqual(Array(6).fill('applied'))
})

it('F20 stops in the middle of a request when told to, and starts again', async () => {
  await buffer.enqueue(workInsert('interrupted'))
  const flusher = worker()
  server.answer(() => flusher.stop())
  expect(await flusher.flush()).toEqual({ kind: 'stopped' })
  expect(await buffer.getAll()).toMatchObject([{ status: 'pending', retry_count: 0 }])
  expect(server.requests).toHaveLength(1)
  server.answer(applyAll())
  flusher.start(1)
  await expect.poll(statuses).toEqual(['applied'])
})

it('waits for an older server, and parks nothing', async () => {
  await buffer.enqueue(workInsert('from the future'))
  server.answer(
    applyAll(({ id }) => ({ id, error: 'update me', code: 'TOO_NEW', retryable: true })),
  )
  const flusher = worker({ maxRetries: 2 })
  for (let tries = 1; tries <= 4; tries++) {
    await flusher.flush()
    expect(server.requests).toHaveLength(tries)
    now += 60_001
  }
  expect(await buffer.getAll()).toMatchObject([
    { status: 'pending', retry_count: 0, code: 'TOO_NEW' },
  ])
})

it('keeps a log of its tries, without payloads', async () => {
  await buffer.enqueue(workInsert('a secret title'))
  await worker().flush()
  const log = await buffer.db.attempts.toArray()
  expect(log).toMatchObject([{ outcome: 'settled', delayMs: null }])
  expect(JSON.stringify(log)).not.toContain('secret')
})
