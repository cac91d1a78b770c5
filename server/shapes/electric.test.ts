import type { RequestListener } from 'node:http'
import { gzipSync } from 'node:zlib'
import { afterEach, expect, it } from 'vitest'
import { createLog } from '../log.ts'
import { type Served, serve } from '../testing/serve.ts'
import { electricSource } from './electric.ts'
import type { ShapeAnswer } from './source.ts'

const servers: Served[] = []
afterEach(() => Promise.all(servers.splice(0).map((one) => one.close())))

/** A source whose Electric behaves as told; the real one's behaviour is held by the contract. */
async function sourceOf(electric: RequestListener, path = '') {
  const served = await serve(electric)
  servers.push(served)
  return electricSource({ url: served.url + path, secret: 's&cret', log: createLog('silent') })
}

const patience = () => new AbortController().signal
const params = () => new URLSearchParams({ table: 'works', 'params[1]': 'a b', offset: '-1' })

async function textOf({ body }: ShapeAnswer): Promise<string> {
  const pieces: Uint8Array[] = []
  for await (const piece of body) pieces.push(Buffer.from(piece))
  return Buffer.concat(pieces).toString()
}

it('asks Electric with the secret, and gives its answer as it is', async () => {
  let url = ''
  const source = await sourceOf((request, response) => {
    url = request.url ?? ''
    response.writeHead(200, { 'electric-handle': 'h', 'content-encoding': 'gzip' })
    response.end(gzipSync('[1]'))
  }, '/electric/')
  const answer = await source.answer(params(), patience())
  const asked = new URL(url, 'http://electric')
  expect(asked.pathname).toBe('/electric/v1/shape')
  expect(Object.fromEntries(asked.searchParams)).toEqual({
    table: 'works',
    'params[1]': 'a b',
    offset: '-1',
    secret: 's&cret',
  })
  expect(answer).toMatchObject({ status: 200, headers: { 'electric-handle': 'h' } })
  expect(answer.headers).not.toHaveProperty('content-encoding')
  expect(await textOf(answer)).toBe('[1]')
})

it.each([400, 409, 429])('passes on status %i with its body', async (status) => {
  const source = await sourceOf((_request, response) => {
    response.writeHead(status, { 'retry-after': '3' }).end('[{}]')
  })
  const answer = await source.answer(params(), patience())
  expect(answer).toMatchObject({ status, headers: { 'retry-after': '3' } })
  expect(await textOf(answer)).toBe('[{}]')
})

it.each([401, 404, 500, 502])('takes status %i for an outage', async (status) => {
  const source = await sourceOf((_request, response) => {
    response.writeHead(status).end('secret words')
  })
  const answer = await source.answer(params(), patience())
  expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '5' } })
  expect(await textOf(answer)).not.toContain('secret')
})

it('keeps the time that Electric asks for', async () => {
  const source = await sourceOf((_request, response) => {
    response.writeHead(503, { 'retry-after': '10' }).end()
  })
  const answer = await source.answer(params(), patience())
  expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '10' } })
})

it('answers 503 while Electric is away', async () => {
  const served = await serve(() => undefined)
  await served.close()
  const source = electricSource({ url: served.url, secret: 's', log: createLog('silent') })
  const answer = await source.answer(params(), patience())
  expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '5' } })
})

it('asks again when Electric closes the connection that it is asked on', async () => {
  let asked = 0
  const source = await sourceOf((request, response) => {
    if (++asked % 2 === 0) request.socket.destroy()
    else response.end('[1]')
  })
  for (let time = 0; time < 4; time++)
    expect(await textOf(await source.answer(params(), patience()))).toBe('[1]')
  expect(asked).toBeGreaterThan(4)
})

it('lets go of Electric when nobody waits for the answer', async () => {
  const asked = Promise.withResolvers<void>()
  const left = Promise.withResolvers<void>()
  const source = await sourceOf((_request, response) => {
    asked.resolve()
    response.once('close', left.resolve)
  })
  const leaving = new AbortController()
  const answer = source.answer(params(), leaving.signal)
  await asked.promise
  leaving.abort()
  await left.promise
  expect((await answer).status).toBe(503)
})
