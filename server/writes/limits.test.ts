import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { batchResponse } from '../../lib/wire/batch.ts'
import { limits } from '../../lib/wire/limits.ts'
import { problem } from '../../lib/wire/problem.ts'
import { type Api, startApi } from '../testing/api.ts'
import { insert, NOW_MS, update } from './testing/changes.ts'

let api: Api
let token: string

beforeAll(async () => {
  api = await startApi({ clock: () => NOW_MS, rates: { changesPerSecond: 100_000 } })
  token = await api.tokenOf('me')
})

afterAll(() => api.close())

const post = (body: unknown) => api.send('POST', '/api/writes/batch', { token, body })
const work = () => insert({ id: randomUUID(), title: 'T' })

it('F31 takes a hundred changes, and one more is too large with a hint', async () => {
  const hundred = Array.from({ length: limits.batchChanges }, () => work())
  const taken = batchResponse.parse(await (await post({ changes: hundred })).json())
  expect(taken.applied).toHaveLength(limits.batchChanges)
  const answer = await post({ changes: [...hundred, work()] })
  expect(answer.status).toBe(413)
  const { code, message } = problem.parse(await answer.json())
  expect([code, message]).toEqual(['too_large', expect.stringMatching(/100 changes.*split/)])
})

it('F31 refuses a body above 1 MiB whole, and a change above 512 KiB by itself', async () => {
  const heavy = (kib: number) => {
    const metadata = Object.fromEntries(
      Array.from({ length: Math.ceil(kib / 60) }, (_, n) => [n, 'x'.repeat(60 * 1024)]),
    )
    return insert({ id: randomUUID(), title: 'T', metadata })
  }
  expect((await post({ changes: [heavy(1100)] })).status).toBe(413)
  const [light, large, other] = [work(), heavy(530), heavy(400)]
  const answer = await post({ changes: [light, large, other] })
  const { applied, errors } = batchResponse.parse(await answer.json())
  expect(applied).toEqual([light.id, other.id])
  expect(errors).toMatchObject([{ id: large.id, code: 'TOO_LARGE' }])
})

it('F31 answers 429 with a time to come back when one owner sends too many changes', async () => {
  const busy = await startApi({ clock: () => NOW_MS, rates: { changesPerSecond: 150 } })
  try {
    const [mine, theirs] = [await busy.tokenOf('busy'), await busy.tokenOf('calm')]
    const send = (token: string) => {
      const changes = Array.from({ length: 100 }, () => work())
      return busy.send('POST', '/api/writes/batch', { token, body: { changes } })
    }
    expect((await send(mine)).status).toBe(200)
    const second = await send(mine)
    expect(second.status).toBe(429)
    expect(Number(second.headers.get('Retry-After'))).toBeGreaterThan(0)
    expect((await send(theirs)).status).toBe(200)
  } finally {
    await busy.close()
  }
})

it('F31 refuses what would leave more than 1,000 tags on a work, and all that is lost stays so', async () => {
  const id = randomUUID()
  const tags = (turn: number) => Array.from({ length: 1_000 }, (_, n) => `${turn} ${n}`)
  const adding = [0, 1, 2, 3].map((turn) => update({ id, topics: { add: tags(turn) } }))
  const answer = await post({ changes: [insert({ id, title: 'T' }), ...adding] })
  const { applied, errors } = batchResponse.parse(await answer.json())
  expect(applied).toHaveLength(2)
  expect(errors).toMatchObject(adding.slice(1).map(({ id }) => ({ id, code: 'TOO_LARGE' })))
})

it('F31 bounds the stamps of a work, so that ninety large patches of its tags are soon done', async () => {
  const id = randomUUID()
  const removing = Array.from({ length: 90 }, (_, turn) =>
    update({ id, topics: { remove: Array.from({ length: 1_000 }, (_, n) => `${turn}:${n}`) } }),
  )
  const answer = await post({ changes: [insert({ id, title: 'T' }), ...removing] })
  const { applied, errors } = batchResponse.parse(await answer.json())
  expect([applied.length, errors?.length]).toEqual([3, 88])
})
