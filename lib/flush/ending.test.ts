import { afterEach, beforeEach, expect, it } from 'vitest'
import { applyAll } from '../testing/batch-server.ts'
import { freshBuffer } from '../testing/indexeddb.ts'
import { startLoopback } from '../testing/loopback.ts'
import { workInsert } from '../testing/works.ts'
import { type FlushWorkerOptions, getFlushWorker, initFlushWorker } from './worker.ts'

let server: Awaited<ReturnType<typeof startLoopback>>
let buffer: ReturnType<typeof freshBuffer>

beforeEach(async () => {
  buffer = freshBuffer()
  server = await startLoopback(applyAll())
})
afterEach(async () => {
  getFlushWorker()?.stop()
  await server.close()
})

const worker = (options: Partial<FlushWorkerOptions> = {}) =>
  initFlushWorker({ apiBase: server.url, buffer, random: () => 1, ...options })
const statuses = async () => (await buffer.getAll()).map((change) => change.status)

it('sends what is asked for after a stop, though the stopped flush has not ended yet', async () => {
  await buffer.enqueue(workInsert('asked again'))
  const flusher = worker()
  const asked: Promise<unknown>[] = []
  server.answer(() => {
    server.answer(applyAll())
    flusher.stop()
    asked.push(flusher.flush())
  })
  expect(await flusher.flush()).toEqual({ kind: 'stopped' })
  expect(await Promise.all(asked)).toEqual([{ kind: 'drained' }])
  expect(await statuses()).toEqual(['applied'])
})

it('takes over from an earlier worker that is in the middle of a request', async () => {
  await buffer.enqueue(workInsert('taken over'))
  const asked: Promise<unknown>[] = []
  server.answer(() => {
    server.answer(applyAll())
    asked.push(worker().flush())
  })
  expect(await worker().flush()).toEqual({ kind: 'stopped' })
  expect(await Promise.all(asked)).toEqual([{ kind: 'drained' }])
})

it('is done where the rest waits for a person, or only for its echo, and nothing has to wake it', async () => {
  const refused = crypto.randomUUID()
  const child = { id: crypto.randomUUID(), work_id: refused }
  await buffer.enqueue([workInsert('fine'), workInsert('refused', refused)])
  await buffer.enqueue({ table: 'assets', op: 'insert', payload: child })
  server.answer(
    applyAll(({ id, payload }) =>
      payload.title === 'refused' ? { id, error: 'no', code: 'INVALID', retryable: false } : null,
    ),
  )
  expect(await worker({ batchSize: 1 }).flush()).toEqual({ kind: 'drained' })
  expect(await statuses()).toEqual(['applied', 'error', 'pending'])
  expect(await buffer.moving()).toBe(0)
})

it('stays awake for what waits for its moment', async () => {
  await buffer.enqueue(workInsert('later'))
  server.answer(applyAll(({ id }) => ({ id, error: 'busy', code: 'LOCKED', retryable: true })))
  expect(await worker().flush()).toMatchObject({ kind: 'waiting' })
  expect(await buffer.moving()).toBe(1)
})
