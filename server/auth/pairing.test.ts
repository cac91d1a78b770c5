import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { pairResponse } from '../../lib/wire/pairing.ts'
import { DEFAULT_RATES } from '../http/rate-limit.ts'
import { type Api, startApi } from '../testing/api.ts'
import { ME, ownerNamed } from './owner-named.ts'
import { CODE_LIFETIME_MS, createCode } from './pairing-codes.ts'

let api: Api
let nowMs: number

beforeAll(async () => {
  api = await startApi({ clock: () => nowMs })
})

beforeEach(() => {
  nowMs = Date.now()
})

afterAll(() => api.close())

async function newCode(name = ME): Promise<string> {
  const { pool } = api.database
  return (await createCode(pool, (await ownerNamed(pool, name)).id, nowMs)).code
}

function pair(code: unknown, device?: string): Promise<Response> {
  return api.send('POST', '/api/pair', { body: { code, device } })
}

async function tokenFrom(answer: Response): Promise<string> {
  return pairResponse.parse(await answer.json()).token
}

it('exchanges a code for a token that opens the library of its owner', async () => {
  const answer = await pair(await newCode('ada'), 'Laptop')
  expect(answer.status).toBe(200)
  const { token, owner } = pairResponse.parse(await answer.json())
  expect(owner.name).toBe('ada')
  const listed = await api.send('GET', '/api/devices', { token })
  expect(await listed.json()).toMatchObject({ devices: [{ name: 'Laptop', current: true }] })
})

it('takes a code once', async () => {
  const code = await newCode()
  expect((await pair(code)).status).toBe(200)
  const second = await pair(code)
  expect(second.status).toBe(403)
  expect(await second.json()).toMatchObject({ code: 'code_invalid' })
})

it('gives one of two devices that send the same code at once a token', async () => {
  const code = await newCode()
  const answers = await Promise.all([pair(code), pair(code), pair(code)])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 403, 403])
})

it('refuses a code after its ten minutes, and takes it right before', async () => {
  const [late, inTime] = [await newCode(), await newCode()]
  nowMs += CODE_LIFETIME_MS - 1
  expect((await pair(inTime)).status).toBe(200)
  nowMs += 1
  expect((await pair(late)).status).toBe(403)
})

it('reads a code as people type it', async () => {
  const code = await newCode()
  expect((await pair(` ${code.toLowerCase().replace('-', ' ')} `)).status).toBe(200)
})

it('keeps neither a code nor a token, only their hashes', async () => {
  const code = await newCode()
  const token = await tokenFrom(await pair(await newCode()))
  const { rows } = await api.database.pool.query(
    `SELECT t::text AS row FROM devices t UNION ALL SELECT t::text FROM pairing_codes t`,
  )
  expect(rows.length).toBeGreaterThan(1)
  const kept = JSON.stringify(rows)
  expect(kept).not.toContain(code.replace('-', ''))
  expect(kept).not.toContain(token.slice(-20))
})

it('takes a device name of any characters', async () => {
  const answer = await pair(await newCode('zoe'), 'Zoë\u0000’s \ud800 laptop 💻')
  expect(answer.status).toBe(200)
  const token = await tokenFrom(answer)
  const listed = await api.send('GET', '/api/devices', { token })
  expect(await listed.json()).toMatchObject({ devices: [{ name: 'Zoë’s � laptop 💻' }] })
})

it('slows down whoever guesses, and says when to come back', async () => {
  const other = await startApi()
  try {
    const guess = () => other.send('POST', '/api/pair', { body: { code: 'AAAAA-AAAAA' } })
    for (let n = 0; n < DEFAULT_RATES.wrongCodesPerMinute; n++)
      expect((await guess()).status).toBe(403)
    const answer = await guess()
    expect(answer.status).toBe(429)
    expect(Number(answer.headers.get('Retry-After'))).toBeGreaterThan(0)
    expect(await answer.json()).toMatchObject({ code: 'rate_limited' })
  } finally {
    await other.close()
  }
})
