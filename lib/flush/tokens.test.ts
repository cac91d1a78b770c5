import { afterEach, beforeEach, expect, it } from 'vitest'
import { applyAll, changesIn } from '../testing/batch-server.ts'
import { freshBuffer } from '../testing/indexeddb.ts'
import { sendJson, startLoopback } from '../testing/loopback.ts'
import { workInsert } from '../testing/works.ts'
import { pausedBy } from './memory.ts'
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
  initFlushWorker({ apiBase: server.url, buffer, ...options })
const bearers = () => server.requests.map(({ headers }) => headers.authorization)
const titles = (count: number) => Array.from({ length: count }, (_, i) => workInsert(`work ${i}`))

/** A server that takes only these tokens, for as long as they are in the list. */
function takeOnly(tokens: string[]): void {
  server.answer((request, response) => {
    const token = request.headers.authorization?.replace('Bearer ', '') ?? ''
    return tokens.includes(token)
      ? applyAll()(request, response)
      : sendJson(response, 401, { code: 'unauthorized' })
  })
}

it('F23 asks for another token once, and goes on with it', async () => {
  await buffer.enqueue(titles(3))
  takeOnly(['fresh'])
  const given = ['stale', 'fresh']
  expect(await worker({ token: async () => given.shift() ?? 'fresh' }).flush()).toEqual({
    kind: 'drained',
  })
  expect(bearers()).toEqual(['Bearer stale', 'Bearer fresh'])
  expect(await buffer.size({ status: 'applied' })).toBe(3)
})

it('F23 pauses where there is no other token, and where the other one is not taken either', async () => {
  await buffer.enqueue(titles(3))
  takeOnly([])
  expect(await worker({ token: 'same' }).flush()).toEqual({ kind: 'paused', reason: 'needs_login' })
  expect(bearers()).toEqual(['Bearer same'])
  let asked = 0
  const another = async () => `token ${++asked}`
  expect(await worker({ token: another }).flush()).toMatchObject({ kind: 'paused' })
  expect(bearers()).toHaveLength(3)
  expect(await buffer.getAll()).toMatchObject(
    Array(3).fill({ status: 'pending', retry_count: 0 }) as object[],
  )
})

it('F23 says it where the device is known and not allowed', async () => {
  await buffer.enqueue(titles(1))
  server.answer((_, response) => sendJson(response, 403, {}))
  expect(await worker().flush()).toEqual({ kind: 'paused', reason: 'forbidden' })
  expect(await pausedBy(buffer)).toBe('forbidden')
})

it.each([410, 426])('pauses until the extension is updated, after a %i', async (status) => {
  await buffer.enqueue(titles(1))
  server.answer((_, response) => sendJson(response, status, {}))
  expect(await worker().flush()).toEqual({ kind: 'paused', reason: 'client_too_old' })
  expect(await buffer.getAll()).toMatchObject([{ status: 'pending', retry_count: 0 }])
})

it('R7 keeps all of it where the token runs out in the middle, and resumes with the next', async () => {
  await buffer.enqueue(titles(35))
  const valid = ['first']
  let token = 'first'
  let answered = 0
  server.answer((request, response) => {
    const known = valid.includes(request.headers.authorization?.replace('Bearer ', '') ?? '')
    if (!known) return sendJson(response, 401, {})
    answered += 1
    if (answered === 2) valid.pop()
    return applyAll()(request, response)
  })
  const flusher = worker({ token: async () => token })
  expect(await flusher.flush()).toEqual({ kind: 'paused', reason: 'needs_login' })
  expect(await buffer.size({ status: 'applied' })).toBe(20)
  expect(await buffer.size({ status: 'pending' })).toBe(15)
  token = 'second'
  valid.push('second')
  expect(await flusher.flush()).toEqual({ kind: 'drained' })
  expect(await buffer.size({ status: 'applied' })).toBe(35)
})

it('tries again later where whoever gives tokens fails', async () => {
  await buffer.enqueue(titles(1))
  const token = () => Promise.reject(new Error('the registry is closed'))
  expect(await worker({ token }).flush()).toMatchObject({ kind: 'waiting' })
  expect(server.requests).toEqual([])
  expect(await worker({ token: 'known' }).flush()).toEqual({ kind: 'drained' })
})

it('R7 B-20 sends nothing of one account as another, when they are switched in the middle', async () => {
  const other = freshBuffer()
  const [ofA, ofB] = [titles(40), titles(40)].map((all) => all.map(({ payload }) => payload.id))
  await buffer.enqueue((ofA ?? []).map((id) => workInsert('of A', String(id))))
  await other.enqueue((ofB ?? []).map((id) => workInsert('of B', String(id))))
  const asA = { token: 'A' }
  let switched: Promise<unknown> | null = null
  server.answer((request, response) => {
    switched ??= worker({ buffer: other, token: 'B' }).flush()
    return applyAll()(request, response)
  })
  expect(await worker(asA).flush()).toEqual({ kind: 'stopped' })
  expect(await switched).toEqual({ kind: 'drained' })
  expect(await worker(asA).flush()).toEqual({ kind: 'drained' })
  for (const { headers, body } of server.requests) {
    const owner = headers.authorization?.replace('Bearer ', 'of ')
    expect(new Set(changesIn(body).map(({ payload }) => payload.title))).toEqual(new Set([owner]))
  }
  expect(await buffer.size({ status: 'applied' })).toBe(40)
  expect(await other.size({ status: 'applied' })).toBe(40)
})
