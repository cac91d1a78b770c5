import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { entities } from '../../../lib/schema/entities.ts'
import type { Entity } from '../../../lib/schema/entity.ts'
import { batchResponse } from '../../../lib/wire/batch.ts'
import { anyInsert } from '../../writes/testing/entities.ts'
import { type Api, startApi } from '../api.ts'
import { INSIDES } from './complaint.ts'
import { changeOf } from './odd-changes.ts'
import { SQL } from './odd-values.ts'

let api: Api
let token: string

beforeAll(async () => {
  api = await startApi({ rates: { requestsPerSecond: 10_000, changesPerSecond: 100_000 } })
  token = await api.tokenOf('me')
})

afterAll(() => api.close())

async function send(changes: unknown[]) {
  const answer = await api.send('POST', '/api/writes/batch', { token, body: { changes } })
  expect(answer.status).toBe(200)
  return batchResponse.parse(await answer.json())
}

/** Every table and how many rows it has, as Postgres tells it. */
async function tables(): Promise<Record<string, number>> {
  const { pool } = api.database
  const { rows } = await pool.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`,
  )
  const counts = rows.map(async ({ name }): Promise<[string, number]> => {
    const counted = await pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${name}`)
    return [name, counted.rows[0]?.n ?? 0]
  })
  return Object.fromEntries(await Promise.all(counts))
}

/** A value in which each text is this one, but for those that name a type or a relation. */
function saying(text: string, value: unknown): unknown {
  if (typeof value === 'string') return text
  if (Array.isArray(value)) return value.map((part) => saying(text, part))
  if (typeof value !== 'object' || value === null) return value
  const parts = Object.entries(value)
  return Object.fromEntries(parts.map(([key, part]) => [`${text}${key}`, saying(text, part)]))
}

const all = Object.values(entities).map((entity) => entity as unknown as Entity) // each is one of its own fields

describe.each(SQL)('B5 %j', (text) => {
  it.each(all)('is a text like any other in every column of $table', async (entity) => {
    const [row = {}] = fc.sample(anyInsert(entity), { seed: 7, numRuns: 1 })
    const columns = [...entity.columns.keys(), 'owner_id', 'clock', text]
    const hostile = columns.map((column) => ({
      ...{ ...row, id: randomUUID() },
      [column]: saying(text, row[column] ?? text),
    }))
    const before = await tables()
    for (const op of ['insert', 'update'] as const) {
      const healthy = changeOf('works', 'insert', { id: randomUUID(), title: text })
      const odd = hostile.map((payload) => changeOf(entity.table, op, payload))
      const { applied, responses, errors = [] } = await send([...odd, healthy])
      expect(applied).toContain(healthy.id)
      expect(responses.at(-1)?.row?.title).toBe(text)
      for (const { error } of errors) expect(error).not.toMatch(INSIDES)
    }
    const after = await tables()
    expect(Object.keys(after)).toEqual(Object.keys(before))
    for (const [name, count] of Object.entries(before)) {
      expect(after[name]).toBeGreaterThanOrEqual(count)
    }
  })

  it('names no table, no operation, no version, no client and no group', async () => {
    const fields = ['table', 'op', 'hlc', 'client_id', 'group', 'v', 'seq', 'created_at', 'deps']
    const healthy = changeOf('works', 'insert', { id: randomUUID(), title: 'T' })
    const odd = fields.map((field) => {
      const change = changeOf('works', 'insert', { id: randomUUID(), title: 'T' })
      return { ...change, [field]: text }
    })
    const { applied, errors = [] } = await send([...odd, healthy])
    expect(applied).toEqual([healthy.id])
    expect(errors.map(({ code }) => code)).toEqual(
      fields.map((field) => (field === 'table' ? 'UNKNOWN_TABLE' : 'INVALID')),
    )
  })

  it('is no address of anything', async () => {
    const before = await tables()
    const path = `/v1/shape?table=${encodeURIComponent(text)}&offset=${encodeURIComponent(text)}`
    for (const address of [path, `/api/devices/${encodeURIComponent(text)}`]) {
      for (const method of ['GET', 'DELETE']) {
        expect((await api.send(method, address, { token })).status).toBeLessThan(500)
      }
    }
    expect(await tables()).toEqual(before)
  })
})

it('B-1 a change id that holds SQL runs none of it, and shows nobody else’s rows', async () => {
  const victim = await api.tokenOf('victim')
  const theirs = changeOf('works', 'insert', { id: randomUUID(), title: 'a secret title' })
  const body = { changes: [theirs] }
  expect((await api.send('POST', '/api/writes/batch', { token: victim, body })).status).toBe(200)
  const { pool } = api.database
  const { rows } = await pool.query(`SELECT owner_id FROM works WHERE title = 'a secret title'`)
  const owner = String(rows[0]?.owner_id)
  const mine = changeOf('works', 'insert', { id: randomUUID(), title: 'mine' })
  for (const id of [
    `x; SET LOCAL app.user_id='${owner}'; SAVEPOINT y`,
    `x; SELECT set_config('app.owner', '${owner}', true); SAVEPOINT y`,
    `x; RESET ROLE; UPDATE works SET owner_id = (SELECT id FROM owners WHERE name = 'me'); --`,
    `${mine.id}; DROP TABLE works; --`,
  ]) {
    const update = changeOf('works', 'update', { id: theirs.payload.id, title: 'taken' })
    const { applied, responses, errors } = await send([{ ...update, id }, mine, update])
    expect(applied).toEqual([mine.id])
    expect(errors).toMatchObject([{ id, code: 'INVALID' }, { code: 'DEP_MISSING' }])
    expect(JSON.stringify(responses)).not.toContain('secret')
  }
  const after = await pool.query(`SELECT owner_id, title FROM works WHERE id = $1`, [
    theirs.payload.id,
  ])
  expect(after.rows).toEqual([{ owner_id: owner, title: 'a secret title' }])
})
