import { beforeEach, expect, it } from 'vitest'
import { freshBuffer } from '../testing/indexeddb.ts'
import { workInsert, workUpdate } from '../testing/works.ts'
import type { ErrorCode } from '../wire/batch.ts'
import type { NewChange, WriteChange } from './change.ts'

const [W, GOOD] = [1, 2].map((n) => `00000000-0000-4000-8000-00000000000${n}`) as [string, string]
let now: number
let buffer: ReturnType<typeof freshBuffer>

beforeEach(() => {
  now = 1_700_000_000_000
  buffer = freshBuffer({ now: () => now })
})

async function refuse(changes: WriteChange[], code: ErrorCode = 'INVALID', retryable = false) {
  const ids = changes.map(({ id }) => id)
  await buffer.claim(ids, 'boot')
  const errors = ids.map((id) => ({ id, error: 'no', code, retryable }))
  await buffer.markFailed(ids, errors, { maxRetries: 5, delayMs: () => 5000 })
}

async function refused(change: NewChange, code: ErrorCode = 'INVALID'): Promise<WriteChange> {
  const queued = await buffer.enqueue(change)
  await refuse(queued, code)
  return queued[0] as WriteChange // one was queued
}

const asset = (id: string, work_id: string): NewChange => ({
  ...{ table: 'assets', op: 'insert' },
  payload: { id, work_id },
})
const update = (table: NewChange['table'], payload: Record<string, unknown>): NewChange => ({
  ...{ table, op: 'update' },
  payload,
})
const SCHEDULE = {
  ...{ due: '2026-01-01T00:00:00.000Z', stability: 0, difficulty: 0, scheduledDays: 0 },
  ...{ learningSteps: 0, reps: 0, lapses: 0, state: 'new', lastReview: null },
}
const REVIEW = { rating: 3, reviewed_at: '2026-01-02T00:00:00.000Z', before: SCHEDULE }
const cardInsert = (id: string): NewChange => ({
  ...{ table: 'cards', op: 'insert' },
  payload: { id, front: 'front', schedule: SCHEDULE },
})
const names = (changes: readonly WriteChange[]) => changes.map(({ table, op }) => `${op} ${table}`)
const offered = async (limit = 100) => names(await buffer.peek(limit))
const listed = async () => (await buffer.attention()).rejected.flatMap(({ held }) => names(held))

it('lets a file go that its person moves away from a work that was refused', async () => {
  await refused(workInsert('refused', W))
  await buffer.enqueue(workInsert('good', GOOD))
  const file = crypto.randomUUID()
  await buffer.enqueue(asset(file, W))
  expect(await offered()).toEqual(['insert works'])
  await buffer.enqueue(update('assets', { id: file, work_id: GOOD }))
  expect(await offered()).toEqual(['insert works', 'insert assets'])
  expect(await listed()).toEqual([])
})

it('B-18 holds what hangs on a card that is moved to a work that was refused', async () => {
  await refused(workInsert('refused', W))
  const card = crypto.randomUUID()
  await buffer.enqueue(cardInsert(card))
  await buffer.enqueue({
    ...{ table: 'review_logs', op: 'insert' },
    payload: { id: crypto.randomUUID(), card_id: card, ...REVIEW },
  })
  await buffer.enqueue(update('cards', { id: card, work_id: W }))
  expect(await offered()).toEqual([])
  expect(await listed()).toEqual(['insert cards', 'insert review_logs'])
})

it('B-18 lets a file that is tried again wait for its work, which was refused as well', async () => {
  const work = await refused(workInsert('refused', W))
  const file = await refused(asset(crypto.randomUUID(), GOOD))
  expect(await buffer.retry(file.id, { work_id: W })).toBe(true)
  expect(await offered()).toEqual([])
  expect(await listed()).toEqual(['insert assets'])
  await buffer.retry(work.id)
  expect(await offered()).toEqual(['insert works', 'insert assets'])
})

it('B-18 lets what was on its way wait when its work was refused meanwhile', async () => {
  const [work] = await buffer.enqueue(workInsert('made', W))
  const [file] = await buffer.enqueue(asset(crypto.randomUUID(), W))
  await buffer.claim([work?.id ?? '', file?.id ?? ''], 'boot')
  const error = { id: work?.id ?? '', error: 'no', code: 'INVALID', retryable: false } as const
  await buffer.markFailed([error.id], [error])
  await buffer.release(() => true)
  expect(await offered()).toEqual([])
  expect(await listed()).toEqual(['insert assets'])
})

it('sends again only the member of a group that came too late, for the others have arrived', async () => {
  const group = crypto.randomUUID()
  const members = [
    { ...workUpdate(W, { title: 'x' }), group },
    { ...workUpdate(GOOD, { title: 'y' }), group },
  ]
  const queued = await buffer.enqueue(members)
  await refuse(queued, 'STALE')
  await buffer.retry(queued[0]?.id ?? '')
  expect((await buffer.peek(10)).map(({ payload }) => payload.title)).toEqual(['x'])
  expect(await buffer.parked()).toHaveLength(1)
})

it('keeps a refused group together, however much is queued before it is tried again', async () => {
  const group = crypto.randomUUID()
  const [made, edited] = [workInsert('made', W), workUpdate(GOOD, { title: 'edited' })]
  const queued = await buffer.enqueue([
    { ...made, group },
    { ...edited, group },
  ])
  await refuse(queued)
  await buffer.enqueue(Array.from({ length: 200 }, (_, i) => workInsert(`work ${i}`)))
  await buffer.retry(queued[0]?.id ?? '')
  const picked = await buffer.peek(101)
  expect(picked.filter((change) => change.group !== undefined)).toHaveLength(2)
})

it('holds what hangs on the insert of a group that was refused for another deleted row', async () => {
  const group = crypto.randomUUID()
  const queued = await buffer.enqueue([
    { ...workInsert('x', W), group },
    { ...workUpdate(GOOD, { title: 'y' }), group },
  ])
  await refuse(queued, 'DELETED')
  await buffer.enqueue(workUpdate(W, { title: 'x2' }))
  expect(await offered()).toEqual([])
  expect(await listed()).toEqual(['update works'])
})

it('B-18 says first that a work was made and deleted, when a file of it comes from another page', async () => {
  await buffer.enqueue(workInsert('work', W))
  await buffer.enqueue({ table: 'works', op: 'delete', payload: { id: W } })
  expect(await offered()).toEqual([])
  await buffer.enqueue(asset(crypto.randomUUID(), W))
  expect(await offered()).toEqual(['insert works', 'delete works', 'insert assets'])
  await buffer.enqueue(workUpdate(W, { deleted_at: null }))
  expect((await offered())[0]).toBe('insert works')
  expect(await buffer.account()).toMatchObject({ difference: 0 })
})

it('keeps a group whole when the refused row that a member of it follows is discarded', async () => {
  const work = await refused(workInsert('refused', W))
  const group = crypto.randomUUID()
  await buffer.enqueue([
    { ...workUpdate(W, { title: 'edited' }), group },
    { ...workInsert('beside', GOOD), group },
  ])
  expect(await listed()).toEqual(['update works', 'insert works'])
  await buffer.discard(work.id)
  expect(await offered()).toEqual(['update works', 'insert works'])
})

it('B-18 wakes nobody before the one that it waits for, also when the clock was set back', async () => {
  const [work] = await buffer.enqueue(workInsert('made', W))
  const [file] = await buffer.enqueue(asset(crypto.randomUUID(), W))
  await refuse([work as WriteChange], 'LOCKED', true)
  now += 1000
  await refuse([file as WriteChange], 'LOCKED', true)
  now += 4_500 - 3_600_000
  expect(await offered()).toEqual(['insert works', 'insert assets'])
})
