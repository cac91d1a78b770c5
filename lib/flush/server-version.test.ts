import { afterEach, beforeEach, expect, it } from 'vitest'
import { applyAll, batchAnswer, changesIn, sendHealth } from '../testing/batch-server.ts'
import { freshBuffer } from '../testing/indexeddb.ts'
import { sendJson, startLoopback } from '../testing/loopback.ts'
import { workInsert } from '../testing/works.ts'
import { PAYLOAD_VERSION, type WireChange } from '../wire/batch.ts'
import { noteServerVersion, pausedBy, serverVersion, waitingForServer } from './memory.ts'
import { getFlushWorker, initFlushWorker } from './worker.ts'

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

const flush = () => initFlushWorker({ apiBase: server.url, buffer, now: () => now }).flush()
const titles = (count: number) => Array.from({ length: count }, (_, i) => workInsert(`work ${i}`))
const tooNew = ({ id }: WireChange) =>
  ({ id, error: 'written by a newer client', code: 'TOO_NEW', retryable: true }) as const

/** A server that holds payloads of this version; one that is old itself does not say so. */
function holding(version: number, says = true): void {
  server.answer((request, response) => {
    if (request.method === 'GET') return sendHealth(response)
    const refuse = (change: WireChange) => ((change.v ?? 0) > version ? tooNew(change) : null)
    const answer = batchAnswer(changesIn(request.body), refuse)
    sendJson(response, 200, says ? { ...answer, v: version } : answer)
  })
}

it.each([true, false])(
  'C14 waits for an older server at no cost, asks once a minute, and drains after its update',
  async (says) => {
    await buffer.enqueue(titles(35))
    holding(PAYLOAD_VERSION - 1, says)
    for (let minute = 0; minute < 4; minute++) {
      expect(await flush()).toMatchObject({ kind: 'waiting' })
      now += 60_001
    }
    expect(await pausedBy(buffer)).toBe('server_too_old')
    expect(await waitingForServer(buffer)).toBe(35)
    const asked = server.requests.slice(4).map(({ body }) => changesIn(body).length)
    expect(asked.every((count) => count === 1)).toBe(true)
    expect(server.requests.length).toBeLessThan(9)
    const all = await buffer.getAll()
    expect(all.every(({ status, retry_count }) => status === 'pending' && retry_count === 0)).toBe(
      true,
    )
    holding(PAYLOAD_VERSION)
    await flush()
    now += 60_001
    expect(await flush()).toEqual({ kind: 'drained' })
    expect(await pausedBy(buffer)).toBeNull()
    expect(await waitingForServer(buffer)).toBe(0)
    expect(await buffer.size({ status: 'applied' })).toBe(35)
  },
)

it('keeps the version that the server says it holds', async () => {
  await buffer.enqueue(titles(1))
  holding(PAYLOAD_VERSION)
  expect(await flush()).toEqual({ kind: 'drained' })
  expect(await serverVersion(buffer)).toBe(PAYLOAD_VERSION)
})

it('sends to a server that is known to be older only one change, to ask', async () => {
  await buffer.enqueue(titles(20))
  await noteServerVersion(buffer, PAYLOAD_VERSION - 1, 0)
  holding(PAYLOAD_VERSION - 1)
  expect(await flush()).toMatchObject({
    kind: 'waiting',
    reason: 'the server needs an update',
    delayMs: 60_000,
  })
  expect(server.requests.map(({ body }) => changesIn(body).length)).toEqual([1])
})

it('waits where an older server does not know a table yet, and parks nothing', async () => {
  await buffer.enqueue(titles(2))
  server.answer(
    applyAll(({ id }) => ({ id, error: 'no such table', code: 'UNKNOWN_TABLE', retryable: false })),
  )
  for (let minute = 0; minute < 6; minute++) {
    expect(await flush()).toMatchObject({ kind: 'waiting' })
    now += 60_001
  }
  expect(await buffer.size({ status: 'error' })).toBe(0)
  server.answer(applyAll())
  expect(await flush()).toEqual({ kind: 'drained' })
})
