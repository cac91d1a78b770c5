import { once } from 'node:events'
import { request } from 'node:http'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { problem } from '../../lib/wire/problem.ts'
import { type Api, startApi } from '../testing/api.ts'

let api: Api
let token: string

beforeAll(async () => {
  api = await startApi({ rates: { wrongCodesPerMinute: 1000 } })
  token = await api.tokenOf('me')
})

afterAll(() => api.close())

/** The status and the problem's code; fails on a body that is no problem. */
async function told(answer: Response): Promise<[number, string]> {
  return [answer.status, problem.parse(await answer.json()).code]
}

const pair = (body: unknown, headers: Record<string, string> = {}) =>
  api.send('POST', '/api/pair', { body, headers })

it('answers an unknown address with a problem', async () => {
  expect(await told(await api.send('GET', '/nowhere'))).toEqual([404, 'not_found'])
  expect(await told(await api.send('GET', '/'))).toEqual([404, 'not_found'])
  expect(await told(await api.send('GET', '/api/pair'))).toEqual([404, 'not_found'])
})

it.each([{}, { code: 7 }, { code: '' }, { code: 'x'.repeat(41) }, [], { code: 'A', device: 1 }])(
  'refuses to pair with %j, in a sentence',
  async (body) => {
    expect(await told(await pair(body))).toEqual([400, 'bad_request'])
  },
)

it.each(['{"code":', 'code=1', '7', 'null', '"text"', '', '\u0000', '{"a":1}}'])(
  'refuses the body %j, which is no JSON object',
  async (body) => {
    expect(await told(await pair(body))).toEqual([400, 'bad_request'])
  },
)

it('refuses a body of another type', async () => {
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'nonsense']) {
    const answer = await pair('{"code":"A"}', { 'Content-Type': type })
    expect(await told(answer)).toEqual([415, 'unsupported_type'])
  }
})

it('refuses a body above 1 MiB, by its announced length', async () => {
  const body = JSON.stringify({ code: 'x'.repeat(2 ** 20) })
  expect(await told(await pair(body))).toEqual([413, 'too_large'])
})

it('refuses a body above 1 MiB that comes in pieces, and cuts off whoever goes on', async () => {
  const sending = request(`${api.url}/api/pair`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
  })
  const cutOff = new Promise((resolve) => sending.once('error', resolve))
  const answered = once(sending, 'response')
  const piece = Buffer.alloc(64 * 1024, ' ')
  const pump = () => void sending.write(piece, (error) => error || setImmediate(pump))
  pump()
  const [answer] = await answered
  expect(answer.statusCode).toBe(413)
  answer.resume()
  await cutOff
})

const gzipped = (body: Buffer, encoding = 'gzip') =>
  fetch(`${api.url}/api/pair`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Content-Encoding': encoding },
    body: new Uint8Array(body),
  })

it('reads a body that was sent with gzip like any other', async () => {
  const answer = await gzipped(gzipSync(JSON.stringify({ code: 'AAAA-AAAA' })))
  expect(await told(answer)).toEqual([403, 'code_invalid'])
})

it('refuses a body that is more than 1 MiB once it is inflated', async () => {
  const bomb = gzipSync(Buffer.alloc(64 * 2 ** 20, ' '))
  expect(bomb.length).toBeLessThan(2 ** 17)
  expect(await told(await gzipped(bomb))).toEqual([413, 'too_large'])
  const two = Buffer.concat([bomb, bomb])
  expect(await told(await gzipped(two))).toEqual([413, 'too_large'])
})

it('refuses what calls itself gzip and is none, and every other coding', async () => {
  const body = gzipSync(JSON.stringify({ code: 'AAAA-AAAA' }))
  for (const broken of [Buffer.from('{}'), body.subarray(0, 20), Buffer.alloc(0)]) {
    expect((await told(await gzipped(broken)))[0]).toBe(400)
  }
  for (const coding of ['br', 'deflate', 'gzip, gzip', 'x'.repeat(1000)]) {
    expect(await told(await gzipped(body, coding))).toEqual([415, 'unsupported_type'])
  }
})

it('B3 gives a parser no more than a few levels of a depth bomb', async () => {
  const bomb = (open: string) => `{"code":${open.repeat(1_000_000 / open.length)}`
  const parse = vi.spyOn(JSON, 'parse')
  for (const open of ['[', '{"a":', '[{"a":']) {
    expect(await told(await pair(bomb(open)))).toEqual([400, 'bad_request'])
  }
  const texts = parse.mock.calls.map(([text]) => text.trimEnd())
  parse.mockRestore()
  expect(texts.some((text) => text.startsWith('{"code":'))).toBe(true)
  expect(Math.max(...texts.map(({ length }) => length))).toBeLessThan(500)
})

it.each([
  ['GET', '/%E0%A4%A', 404],
  ['DELETE', '/api/devices/%E0%A4%A', 400],
  ['DELETE', "/api/devices/1' OR 1=1", 404],
  ['DELETE', '/api/devices/00000000-0000-0000-0000-00000000000', 404],
  ['DELETE', `/api/devices/${'9'.repeat(200)}`, 404],
  ['POST', '/api/devices', 404],
])('answers %s %s with %i, never a 5xx', async (method, path, status) => {
  const [found] = await told(await api.send(method, path, { token }))
  expect(found).toBe(status)
})

it('never answers 5xx to a token of random bytes', async () => {
  for (const sign of ['\u0001', '\t', '"', "'", '%00', '\u00ff', 'ﷺ'.charCodeAt(0).toString()]) {
    const headers = { Authorization: `Bearer a${sign}b` }
    const answer = await api.send('GET', '/api/devices', { headers }).catch(() => undefined)
    expect(answer?.status ?? 401).toBe(401)
  }
})
