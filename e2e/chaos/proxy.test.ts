import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { applyAll } from '../../lib/testing/batch-server.ts'
import { createGate } from './gate.ts'
import { BATCH, idsOf } from './proxy/exchange.ts'
import { askRaw, proxied } from './proxy/try-through.ts'

let world: Awaited<ReturnType<typeof proxied>>

afterEach(() => world.close())

describe('a connection through the proxy', () => {
  const TEXT = 'x'.repeat(2_000)

  beforeEach(async () => {
    world = await proxied((_request, response) => void response.end(TEXT))
  })

  it('passes as it is while nothing is wrong', async () => {
    expect(await askRaw(world.proxy)).toMatchObject({
      end: 'in order',
      text: expect.stringContaining(TEXT),
    })
  })

  it('is late with latency, there and back', async () => {
    await world.proxy.poison({ kind: 'latency', ms: 100, jitterMs: 20 })
    const { ms, text } = await askRaw(world.proxy)
    expect(text).toContain(TEXT)
    expect(ms).toBeGreaterThan(160)
  })

  it('is refused while down, and there again after', async () => {
    await world.proxy.poison({ kind: 'down' })
    expect((await askRaw(world.proxy)).end).toBe('ECONNREFUSED')
    await world.proxy.poison(null)
    expect((await askRaw(world.proxy)).text).toContain(TEXT)
  })

  it('trickles where the bandwidth is small, and flows on once healed', async () => {
    await world.proxy.poison({ kind: 'bandwidth', bytesPerSecond: 1_000 })
    expect(await askRaw(world.proxy, 300)).toMatchObject({ end: 'no answer' })
    const slow = askRaw(world.proxy, 20_000)
    await world.proxy.poison(null)
    expect((await slow).text).toContain(TEXT)
  })

  it('ends late with a slow close, though all is said', async () => {
    await world.proxy.poison({ kind: 'slowClose', ms: 200 })
    const { ms, text } = await askRaw(world.proxy)
    expect(text).toContain(TEXT)
    expect(ms).toBeGreaterThan(190)
  })

  it('is accepted and never answered with a timeout, until it is healed and cut', async () => {
    await world.proxy.poison({ kind: 'timeout' })
    const swallowed = askRaw(world.proxy, 20_000)
    expect(await askRaw(world.proxy, 200)).toMatchObject({ end: 'no answer', text: '' })
    await world.proxy.poison(null)
    expect((await swallowed).text).toBe('')
  })

  it('is reset, not ended, by a reset', async () => {
    await world.proxy.poison({ kind: 'reset', afterMs: 0 })
    expect((await askRaw(world.proxy)).end).toBe('ECONNRESET')
  })

  it('comes in small pieces through a slicer, and whole', async () => {
    await world.proxy.poison({ kind: 'slicer', bytes: 100, delayMs: 1 })
    const { pieces, text } = await askRaw(world.proxy)
    expect(text).toContain(TEXT)
    expect(pieces).toBeGreaterThan(5)
  })

  it('ends after so many bytes with a limit', async () => {
    await world.proxy.poison({ kind: 'limit', bytes: 150 })
    expect((await askRaw(world.proxy)).text).toHaveLength(150)
  })
})

describe('a request to write through the proxy', () => {
  const body = JSON.stringify({ changes: [{ id: 'one', payload: {}, created_at: 1 }] })
  const post = () => fetch(world.proxy.url + BATCH, { method: 'POST', body })
  const arrived = () => world.server.requests.length

  beforeEach(async () => {
    world = await proxied(applyAll())
  })

  it('is noted with its ids and its answer', async () => {
    expect((await post()).ok).toBe(true)
    const [exchange] = world.proxy.writes
    expect(exchange).toMatchObject({ status: 200 })
    expect(exchange && idsOf(exchange)).toEqual(['one'])
    expect(world.proxy.mostAtOnce()).toBe(1)
  })

  it('is answered by the server, and the answer is lost', async () => {
    world.proxy.fault({ kind: 'dropAnswer' })
    await expect(post()).rejects.toThrow()
    expect(arrived()).toBe(1)
    expect(world.proxy.writes[0]?.status).toBe(200)
  })

  it('arrives twice and is answered once', async () => {
    world.proxy.fault({ kind: 'duplicate' })
    expect((await post()).ok).toBe(true)
    expect(arrived()).toBe(2)
  })

  it('gets a page of HTML in place of an answer, and never arrives', async () => {
    world.proxy.fault({ kind: 'html' })
    const response = await post()
    expect([response.status, await response.text()]).toEqual([
      200,
      expect.stringContaining('<title>Welcome'),
    ])
    expect(arrived()).toBe(0)
  })

  it('waits at the gate before it arrives', async () => {
    const gate = createGate()
    world.proxy.fault({ kind: 'holdRequest', gate })
    const posted = post()
    await gate.reached
    expect(arrived()).toBe(0)
    gate.open()
    expect((await posted).ok).toBe(true)
  })

  it('waits at the gate after it was answered', async () => {
    const gate = createGate()
    world.proxy.fault({ kind: 'holdAnswer', gate })
    const posted = post()
    await gate.reached
    expect(arrived()).toBe(1)
    gate.open()
    expect(await (await posted).json()).toMatchObject({ applied: ['one'] })
  })
})
