import { afterEach, expect, it } from 'vitest'
import { type Served, serve } from '../testing/serve.ts'
import { readerGone, sendAnswer } from './send.ts'
import type { ShapeAnswer } from './source.ts'

const servers: Served[] = []
afterEach(() => Promise.all(servers.splice(0).map((one) => one.close())))

/** A server that sends one body, and what became of sending it. */
async function send(body: ShapeAnswer['body']) {
  const sent = Promise.withResolvers<string>()
  const served = await serve((_request, response) => {
    sendAnswer(
      response,
      { status: 200, headers: { etag: '"e"' }, body },
      readerGone(response),
    ).then(
      () => sent.resolve('sent'),
      (error) => sent.resolve(String(error)),
    )
  })
  servers.push(served)
  return { url: served.url, sent: sent.promise }
}

it('sends an answer piece by piece', async () => {
  async function* pieces(): AsyncGenerator<string | Uint8Array> {
    yield '["é'
    yield Buffer.from('漢"]')
  }
  const { url, sent } = await send(pieces())
  const response = await fetch(url)
  expect(response.headers.get('etag')).toBe('"e"')
  expect(await response.json()).toEqual(['é漢'])
  expect(await sent).toBe('sent')
})

it('breaks the connection off where the body breaks off', async () => {
  async function* half(): AsyncGenerator<string> {
    yield '[{"key":'
    throw new Error('the database is gone')
  }
  const { url, sent } = await send(half())
  await expect(fetch(url).then((response) => response.text())).rejects.toThrow()
  expect(await sent).toBe('Error: the database is gone')
})

it('reads no further than its reader takes, and stops when the reader goes', async () => {
  let given = 0
  const ended = Promise.withResolvers<void>()
  async function* blocks(): AsyncGenerator<Buffer> {
    try {
      for (; given < 2_000; given++) yield Buffer.alloc(64 * 1024, ' ')
    } finally {
      ended.resolve()
    }
  }
  const { url, sent } = await send(blocks())
  const leaving = new AbortController()
  const response = await fetch(url, { signal: leaving.signal })
  await response.body?.getReader().read()
  // While nobody reads, no more is given than fits into the buffers of two sockets.
  let before = -1
  const rests = () => {
    const same = given === before
    before = given
    return same
  }
  await expect.poll(rests, { interval: 100 }).toBe(true)
  expect(given).toBeLessThan(500)
  leaving.abort()
  await ended.promise
  expect(await sent).toBe('sent')
})

it('tells when the reader goes before the answer is there', async () => {
  const asked = Promise.withResolvers<void>()
  const gone = Promise.withResolvers<void>()
  const served = await serve((_request, response) => {
    readerGone(response).addEventListener('abort', () => gone.resolve())
    asked.resolve()
  })
  servers.push(served)
  const leaving = new AbortController()
  const response = fetch(served.url, { signal: leaving.signal }).catch(() => 'gone')
  await asked.promise
  leaving.abort()
  await gone.promise
  expect(await response).toBe('gone')
})
