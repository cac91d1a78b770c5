import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type BatchResponse, batchResponse, type WireChange } from '../../../lib/wire/batch.ts'
import { type Api, startApi } from '../api.ts'
import { changeOf } from './odd-changes.ts'

let api: Api
let mine: string
let theirs: string

beforeAll(async () => {
  api = await startApi()
  mine = await api.tokenOf('me')
  theirs = await api.tokenOf('somebody else')
})

afterAll(() => api.close())

async function send(token: string, ...changes: WireChange[]): Promise<BatchResponse> {
  const answer = await api.send('POST', '/api/writes/batch', { token, body: { changes } })
  expect(answer.status).toBe(200)
  return batchResponse.parse(await answer.json())
}

const work = (title: string, id: string = randomUUID()) =>
  changeOf('works', 'insert', { id, title, notes: `about ${title}`, topics: ['a'] })

/** The answer without what differs from change to change: ids and positions. */
function shapeOf(answer: BatchResponse, change: WireChange): string {
  const { applied, responses, errors } = answer
  return JSON.stringify({ applied, responses, errors })
    .replaceAll(change.id, 'CHANGE')
    .replaceAll(String(change.payload.id), 'ROW')
}

/** What somebody may do with an id of a row. */
const tries = (id: string): WireChange[] => [
  changeOf('works', 'update', { id, title: 'taken' }),
  changeOf('works', 'update', { id, topics: { add: ['b'] } }),
  changeOf('works', 'update', { id, deleted_at: null }),
  changeOf('works', 'delete', { id }),
  changeOf('assets', 'insert', { id: randomUUID(), work_id: id, role: 'main' }),
  changeOf('cards', 'update', { id, front: 'taken' }),
]

it('B6 the same id with another content is refused, whatever else it says, and changes nothing', async () => {
  const first = work('First')
  await send(mine, first)
  for (const other of [
    { ...first, payload: { ...first.payload, title: 'Other' } },
    { ...first, payload: { ...first.payload, id: randomUUID() } },
    { ...first, op: 'delete' as const },
    { ...first, hlc: 'f'.repeat(16) },
    { ...first, group: randomUUID() },
  ]) {
    const healthy = work('Healthy')
    const { applied, errors } = await send(mine, other, healthy)
    expect(applied).toEqual([healthy.id])
    expect(errors).toMatchObject([{ id: first.id, code: 'ID_REUSE', retryable: false }])
  }
  const { responses } = await send(mine, first)
  expect(responses).toMatchObject([{ outcome: 'duplicate', rev: 1, row: { title: 'First' } }])
})

it('B6 nobody can tell somebody else’s row from none: same answers, for rows live and deleted', async () => {
  const [live, deleted] = [work('Live'), work('Deleted')]
  await send(theirs, live, deleted)
  await send(theirs, changeOf('works', 'delete', { id: deleted.payload.id }))
  for (const there of [live, deleted]) {
    const guessed = tries(randomUUID())
    for (const [i, change] of tries(String(there.payload.id)).entries()) {
      const guess = guessed[i] ?? change
      const told = shapeOf(await send(mine, change), change)
      const toldOfNone = shapeOf(await send(mine, guess), guess)
      const named = (text: string, of: WireChange) =>
        text.replaceAll(String(of.payload.work_id ?? 'ROW'), 'ROW')
      expect(named(told, change)).toBe(named(toldOfNone, guess))
      expect(told).not.toMatch(/Live|Deleted|about/)
    }
  }
  const { responses } = await send(theirs, live)
  expect(responses).toMatchObject([{ outcome: 'duplicate', rev: 1, row: { title: 'Live' } }])
})

it('B6 nobody learns from a change id whether somebody else has used it', async () => {
  const one = work('Theirs')
  await send(theirs, one)
  const other = { ...work('Mine'), id: one.id }
  expect(await send(mine, other)).toMatchObject({ responses: [{ outcome: 'applied', rev: 1 }] })
  const same = work('Theirs', String(one.payload.id))
  expect(await send(mine, { ...same })).toMatchObject({
    responses: [{ outcome: 'applied', rev: 1 }],
  })
  expect(await send(theirs, one)).toMatchObject({ responses: [{ outcome: 'duplicate' }] })
})

it('B6 ids that are counted up find nothing', async () => {
  await send(theirs, work('One', '00000000-0000-4000-8000-000000000001'))
  const guesses = Array.from({ length: 50 }, (_, n) => {
    const id = `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
    return changeOf('works', 'update', { id, title: 'taken' })
  })
  const { applied, errors = [] } = await send(mine, ...guesses)
  expect(applied).toEqual([])
  expect(new Set(errors.map(({ code, error }) => `${code} ${error}`)).size).toBe(1)
})
