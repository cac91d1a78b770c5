import { randomUUID } from 'node:crypto'
import { Writable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { batchResponse, type WireChange } from '../../lib/wire/batch.ts'
import { problem } from '../../lib/wire/problem.ts'
import { createLog } from '../log.ts'
import { type Api, startApi } from '../testing/api.ts'
import { insert, NOW_MS } from './testing/changes.ts'

const lines: string[] = []
const sink = new Writable({
  write: (chunk, _encoding, done) => {
    lines.push(String(chunk))
    done()
  },
})

let api: Api
let token: string

beforeAll(async () => {
  api = await startApi({ clock: () => NOW_MS, log: createLog('trace', sink) })
  token = await api.tokenOf('me')
})

afterAll(() => api.close())

const post = (body: unknown, headers = {}) =>
  api.send('POST', '/api/writes/batch', { token, body, headers })

async function applied(changes: WireChange[]) {
  const answer = await post({ changes })
  expect(answer.status).toBe(200)
  return batchResponse.parse(await answer.json())
}

async function told(answer: Response): Promise<[number, string]> {
  return [answer.status, problem.parse(await answer.json()).code]
}

const work = (title = 'T') => insert({ id: randomUUID(), title })

describe('what is sent well', () => {
  it('F24 applies the plainest change, with the pattern’s eight fields and no others', async () => {
    const [change, entity] = [randomUUID(), randomUUID()]
    const body = {
      changes: [
        {
          id: change,
          table: 'works',
          op: 'insert',
          payload: { id: entity, title: 'Attention Is All You Need', year: 2017 },
          created_at: NOW_MS - 1000,
          status: 'pending',
          error: null,
          retry_count: 0,
        },
      ],
    }
    const answer = await post(body)
    expect(answer.status).toBe(200)
    const told = batchResponse.parse(await answer.json())
    expect(told).toMatchObject({
      applied: [change],
      responses: [{ id: change, outcome: 'applied', rev: 1, row: { id: entity, year: 2017 } }],
      txid: expect.stringMatching(/^\d+$/),
      lsn: expect.stringMatching(/^\d+$/),
      server_time: NOW_MS,
    })
    expect(told).not.toHaveProperty('errors')
    const health = await (await api.send('GET', '/health')).json()
    expect(told.epoch).toBe(health.epoch)
  })

  it('F24 answers for each change by its id; a bad one harms no other', async () => {
    const changes = [work(), { ...work(), table: 'x' }, work(), work('')]
    const answer = await applied(changes)
    expect(answer.applied).toEqual([changes[0]?.id, changes[2]?.id])
    expect(answer.responses.map(({ id }) => id)).toEqual(answer.applied)
    expect(answer.errors).toMatchObject([
      { id: changes[1]?.id, code: 'UNKNOWN_TABLE', retryable: false },
      { id: changes[3]?.id, code: 'INVALID', retryable: false },
    ])
  })

  it('tells the transaction of the rows, and a position that is not before its end', async () => {
    const { pool } = api.database
    const one = work()
    const { txid, lsn } = await applied([one])
    const { rows } = await pool.query(
      `SELECT xmin::text AS txid, pg_current_wal_insert_lsn() - '0/0' >= $2 AS reached
       FROM write_log WHERE change_id = $1`,
      [one.id, lsn],
    )
    expect(rows).toEqual([{ txid, reached: true }])
    const again = await applied([one])
    expect(BigInt(again.lsn ?? 0)).toBeGreaterThanOrEqual(BigInt(lsn ?? 0))
  })

  it('F32 a retry after an answer that was lost is told the same, and applied once', async () => {
    const change = work()
    const gone = new AbortController()
    const sending = fetch(`${api.url}/api/writes/batch`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ changes: [change] }),
      signal: gone.signal,
    })
    await expect.poll(() => rowsOf(change), { interval: 1 }).toBe(1)
    gone.abort()
    await sending.catch(() => undefined)
    const retried = await applied([change])
    expect(retried.responses).toMatchObject([{ id: change.id, outcome: 'duplicate', rev: 1 }])
    expect(await rowsOf(change)).toBe(1)
  })

  async function rowsOf({ payload }: WireChange): Promise<number | null> {
    const { rowCount } = await api.database.pool.query('SELECT 1 FROM works WHERE id = $1', [
      payload.id,
    ])
    return rowCount
  }
})

describe('what is sent badly', () => {
  it.each<[unknown]>([
    [{}],
    [[]],
    [{ changes: null }],
    [{ changes: {} }],
    [{ changes: [] }],
    [{ change: [] }],
    ['{"changes":[}'],
    ['{"changes":'],
    ['\ufeff'],
  ])('is a clear 400: %j', async (body) => {
    expect(await told(await post(body))).toEqual([400, 'bad_request'])
  })

  it('is a 401 without a token, before anything is read', async () => {
    const answer = await api.send('POST', '/api/writes/batch', { body: '{"changes":' })
    expect(await told(answer)).toEqual([401, 'unauthorized'])
  })

  it('is a 415 where it is no JSON', async () => {
    const answer = await post('changes=1', { 'Content-Type': 'text/plain' })
    expect(await told(answer)).toEqual([415, 'unsupported_type'])
  })

  it('nests a hundred thousand levels deep, and is answered at once', async () => {
    const depth = 100_000
    const deep = '['.repeat(depth) + ']'.repeat(depth)
    const good = work()
    const answer = await post(`{"changes":[{"id":"${randomUUID()}","payload":${deep}},
      ${JSON.stringify(good)}]}`)
    expect(answer.status).toBe(200)
    const { applied, errors } = batchResponse.parse(await answer.json())
    expect(applied).toEqual([good.id])
    expect(errors).toMatchObject([{ code: 'INVALID' }])
  })

  it('never shows what was sent in a log, nor SQL in an answer', async () => {
    const secret = `secret-${randomUUID()}`
    const bad = insert({ id: randomUUID(), title: `${secret}\0` })
    const good = insert({ id: randomUUID(), title: secret, url: `https://${secret}.org/` })
    const answer = await post({ changes: [bad, good, { ...good, id: secret }] })
    expect(await answer.text()).not.toMatch(/SELECT|INSERT|constraint|relation/)
    expect(lines.some((line) => line.includes('batch applied'))).toBe(true)
    expect(lines.join('')).not.toContain(secret)
  })
})

it('answers 503 with a time to come back while a table is locked, and keeps nothing of it', async () => {
  const holder = await api.database.pool.connect()
  const change = work()
  try {
    await holder.query('BEGIN; LOCK TABLE works IN ACCESS EXCLUSIVE MODE')
    const answer = await post({ changes: [change] })
    expect(Number(answer.headers.get('Retry-After'))).toBeGreaterThan(0)
    expect(await told(answer)).toEqual([503, 'unavailable'])
  } finally {
    await holder.query('ROLLBACK')
    holder.release()
  }
  expect((await applied([change])).responses).toMatchObject([{ outcome: 'applied' }])
})
