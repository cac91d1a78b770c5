import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { batchResponse } from '../../../lib/wire/batch.ts'
import { type Api, startApi } from '../api.ts'
import { changeOf } from './odd-changes.ts'

let api: Api
let token: string

beforeAll(async () => {
  api = await startApi()
  token = await api.tokenOf('me')
})

afterAll(() => api.close())

const work = (columns: object = {}) =>
  changeOf('works', 'insert', { id: randomUUID(), title: 'T', ...columns })

/** Sends JSON text for a change between two good ones, which must both be applied; answers its error. */
async function between(bad: string) {
  const [before, after] = [work(), work()]
  const body = `{"changes":[${JSON.stringify(before)},${bad},${JSON.stringify(after)}]}`
  const answer = await api.send('POST', '/api/writes/batch', { token, body })
  expect(answer.status).toBe(200)
  const { applied, errors = [] } = batchResponse.parse(await answer.json())
  expect(applied).toEqual([before.id, after.id])
  expect(errors).toHaveLength(1)
  return errors[0]
}

/** A work of which one column is the given JSON text. */
function workWith(column: string, json: string): string {
  return JSON.stringify(work({ [column]: '@' })).replace('"@"', json)
}

const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)

describe('B2 what Postgres can not hold, or holds as something else', () => {
  it.each([
    ['22021 NUL in a text', 'notes', String.raw`"a\u0000b"`],
    ['22P05 NUL in jsonb', 'metadata', String.raw`{"a":"\u0000"}`],
    ['22P02 half a character in jsonb', 'metadata', String.raw`{"a":"\ud800"}`],
    ['half a character in a text', 'notes', String.raw`"\udc00"`],
    ['54001 a deep jsonb', 'metadata', `{"a":${deep(50_000)}}`],
    ['22003 a number beyond jsonb', 'metadata', '{"a":1e200000}'],
    ['22003 an integer beyond integers', 'year', '3000000000'],
    ['22P02 half a year', 'year', '1984.5'],
    ['22P02 an id that is none', 'id', '"not-a-uuid"'],
    ['22P02 an id with more after it', 'id', `"${randomUUID()} "`],
    ['an object for a text', 'title', '{"a":1}'],
    ['an array for a text', 'title', '["a"]'],
    ['a number for a text', 'notes', '1'],
    ['infinity', 'accessed_at', '"infinity"'],
    ['minus infinity', 'read_at', '"-infinity"'],
    ['yesterday', 'accessed_at', '"yesterday"'],
    ['the year 294277', 'accessed_at', '"294277-01-01T00:00:00Z"'],
    ['a year before Christ', 'accessed_at', '"4714-11-24 BC"'],
    ['a key twice, the last one bad', 'metadata', '{},"title":null'],
  ])('refuses by itself: %s', async (_name, column, json) => {
    expect(await between(workWith(column, json))).toMatchObject({
      code: 'INVALID',
      retryable: false,
    })
  })

  it.each([
    ['created_at', '1e300'],
    ['created_at', '"yesterday"'],
    ['seq', '1e400'],
    ['base_rev', '-1'],
    ['v', '{"toString":null}'],
    ['hlc', '"infinity"'],
    ['client_id', '{"__proto__":null}'],
  ])('refuses by itself a change whose %s is %s', async (field, json) => {
    const bad = JSON.stringify({ ...work(), [field]: '@' }).replace('"@"', json)
    expect(await between(bad)).toMatchObject({ code: 'INVALID', retryable: false })
  })
})

it('B-3 one poisonous change, of a table that nobody knows, takes no neighbour with it', async () => {
  const unknown = JSON.stringify({ ...work(), table: 'replication_jobs' })
  expect(await between(unknown)).toMatchObject({ code: 'UNKNOWN_TABLE', retryable: false })
  for (const bad of ['null', '7', '"x"', '[]', '{}', '{"id":null}', '{"op":"truncate"}']) {
    expect(await between(bad)).toMatchObject({ code: 'INVALID', retryable: false })
  }
})

describe('B3 what nests too deeply', () => {
  it.each([33, 40, 1_000, 300_000])('is refused by itself: %i levels', async (levels) => {
    const error = await between(workWith('metadata', `{"a":${deep(levels - 1)}}`))
    expect(error).toMatchObject({ code: 'INVALID', retryable: false })
    expect(await between(deep(levels))).toMatchObject({ code: 'INVALID' })
    expect(await between(`{"id":"${randomUUID()}","payload":${deep(levels)}}`)).toMatchObject({
      code: 'INVALID',
    })
  })

  it('is kept whole as deep as the contract allows', async () => {
    const text = workWith('metadata', `{"a":${deep(31)}}`)
    const body = `{"changes":[${text}]}`
    const answer = await api.send('POST', '/api/writes/batch', { token, body })
    const { responses } = batchResponse.parse(await answer.json())
    expect(JSON.stringify(responses[0]?.row?.metadata)).toBe(`{"a":${deep(31)}}`)
  })
})

it('B4 keys that reach for a prototype are left behind, and reach none', async () => {
  const reach = '"__proto__":{"x":1},"constructor":{"prototype":{"x":1}}'
  const id = randomUUID()
  const changed = JSON.stringify({ ...work({ id }), seq: 7 })
  const body = `{${reach},"changes":[{${reach},${changed
    .slice(1)
    .replace('"payload":{', `"payload":{${reach},"metadata":{${reach},"kept":1},`)}]}`
  const answer = await api.send('POST', '/api/writes/batch', { token, body })
  const { applied, responses } = batchResponse.parse(await answer.json())
  expect(applied).toHaveLength(1)
  expect(Object.keys(responses[0]?.row ?? {})).not.toContain('x')
  expect(responses[0]?.row?.metadata).toMatchObject({ kept: 1 })
  expect('x' in {}).toBe(false)
  expect(({} as { x?: unknown }).x).toBeUndefined()
})
