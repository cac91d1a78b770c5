import { beforeEach, expect, it } from 'vitest'
import { freshBuffer } from '../testing/indexeddb.ts'
import { workInsert, workUpdate } from '../testing/works.ts'
import type { ErrorCode } from '../wire/batch.ts'
import type { WriteChange } from './change.ts'

const ID = '00000000-0000-4000-8000-000000000001'
let buffer: ReturnType<typeof freshBuffer>

beforeEach(() => {
  buffer = freshBuffer()
})

async function refuse(change: WriteChange | undefined, code: ErrorCode, row?: object) {
  const id = change?.id ?? ''
  await buffer.claim([id], 'boot')
  const error = { id, error: 'no', code, retryable: false, ...(row ? { row: { ...row } } : {}) }
  await buffer.markFailed([id], [error])
}

const titles = (changes: WriteChange[]) => changes.map(({ payload }) => payload.title)

it('B-2 keeps what was refused until its person decides, and never offers it by itself', async () => {
  const [change] = await buffer.enqueue(workInsert('refused'))
  await refuse(change, 'INVALID')
  expect(await buffer.peek(10)).toEqual([])
  await buffer.markApplied([])
  await buffer.prune([change?.seq ?? 0])
  expect(titles(await buffer.parked())).toEqual(['refused'])
  expect(await buffer.account()).toMatchObject({ rejected: 1, difference: 0 })
})

it('tells refused changes from those that came too late, with what waits behind them', async () => {
  const [made, late] = await buffer.enqueue([
    workInsert('made', ID),
    workUpdate(crypto.randomUUID(), { title: 'late' }),
  ])
  await refuse(late, 'STALE')
  await refuse(made, 'INVALID')
  await buffer.enqueue(workUpdate(ID, { title: 'after' }))
  const asset = { id: crypto.randomUUID(), work_id: ID }
  await buffer.enqueue({ table: 'assets', op: 'insert', payload: asset })
  const { rejected, superseded, waitingForServerUpdate } = await buffer.attention()
  expect(rejected).toMatchObject([
    { change: { payload: { title: 'made' } }, held: [{ op: 'update' }, { table: 'assets' }] },
  ])
  expect(superseded).toMatchObject([{ change: { payload: { title: 'late' } }, held: [] }])
  expect(waitingForServerUpdate).toBe(false)
})

it('sends a refused insert again as a new change at its place, then all that waited behind it', async () => {
  const [made] = await buffer.enqueue(workInsert('made', ID))
  await refuse(made, 'INVALID')
  await buffer.enqueue(workUpdate(ID, { notes: 'after' }))
  await buffer.enqueue({
    table: 'assets',
    op: 'insert',
    payload: { id: crypto.randomUUID(), work_id: ID },
  })
  expect(await buffer.retry(made?.id ?? '', { title: 'mended' })).toBe(true)
  const offered = await buffer.peek(10)
  expect(offered.map(({ table, op }) => `${op} ${table}`)).toEqual([
    'insert works',
    'update works',
    'insert assets',
  ])
  expect(offered[0]).toMatchObject({ payload: { title: 'mended' }, seq: made?.seq, retry_count: 0 })
  expect(offered[0]?.id).not.toBe(made?.id)
  expect((offered[0]?.hlc ?? '') > (made?.hlc ?? '')).toBe(true)
  expect(await buffer.account()).toMatchObject({
    enqueued: 4,
    pending: 3,
    discarded: 1,
    difference: 0,
  })
})

it('lets a change that came too late win when its person says it once more', async () => {
  const [late] = await buffer.enqueue({ ...workUpdate(ID, { title: 'mine' }), base_rev: 2 })
  await refuse(late, 'STALE', { rev: 9, lww: 'fff0000000000000', title: 'theirs' })
  await buffer.retry(late?.id ?? '')
  const [again] = await buffer.peek(10)
  expect(again).toMatchObject({ payload: { title: 'mine' }, base_rev: 9 })
  expect((again?.hlc ?? '') > 'fff0000000000000').toBe(true)
})

it('takes no patch that the schema does not allow, and keeps the refused change', async () => {
  const [made] = await buffer.enqueue(workInsert('made', ID))
  await refuse(made, 'INVALID')
  await expect(buffer.retry(made?.id ?? '', { year: 'soon' })).rejects.toThrow(
    'year: must be a number',
  )
  expect(titles(await buffer.parked())).toEqual(['made'])
  expect(await buffer.retry('unknown')).toBe(false)
})

it('sends the refused members of a group again as one group', async () => {
  const group = crypto.randomUUID()
  const members = ['a', 'b'].map((title) => ({ ...workInsert(title), group }))
  const [one, two] = await buffer.enqueue(members)
  for (const change of [one, two]) await refuse(change, 'INVALID')
  await buffer.retry(two?.id ?? '', { title: 'mended' })
  const again = await buffer.peek(10)
  expect(titles(again)).toEqual(['a', 'mended'])
  expect(new Set(again.map((change) => change.group)).size).toBe(1)
  expect(again[0]?.group).not.toBe(group)
})

it('forgets with a refused insert the edits of the row that never was, and lets its files go on', async () => {
  const [made] = await buffer.enqueue(workInsert('made', ID))
  await refuse(made, 'INVALID')
  await buffer.enqueue(workUpdate(ID, { notes: 'after' }))
  await buffer.enqueue({
    table: 'assets',
    op: 'insert',
    payload: { id: crypto.randomUUID(), work_id: ID },
  })
  expect(await buffer.discard(made?.id ?? '')).toBe(true)
  expect((await buffer.peek(10)).map(({ table }) => table)).toEqual(['assets'])
  expect(await buffer.discard(made?.id ?? '')).toBe(false)
  expect(await buffer.account()).toMatchObject({ discarded: 2, pending: 1, difference: 0 })
})

it('lets a work be edited that exists although an insert of it was refused', async () => {
  for (const code of ['STALE', 'DELETED'] as const) {
    const id = crypto.randomUUID()
    const [made] = await buffer.enqueue(workInsert('made', id))
    await refuse(made, code)
    await buffer.enqueue(workUpdate(id, { deleted_at: null, notes: code }))
    expect((await buffer.peek(10)).map(({ payload }) => payload.notes)).toContain(code)
  }
})

it('waits for an older server at no cost, and says so', async () => {
  let now = 1_000_000
  buffer = freshBuffer({ now: () => now })
  for (const code of ['TOO_NEW', 'UNKNOWN_TABLE'] as const) {
    const [change] = await buffer.enqueue(workInsert(code))
    await refuse(change, code)
  }
  expect(await buffer.attention()).toMatchObject({ rejected: [], waitingForServerUpdate: true })
  expect(await buffer.peek(10)).toEqual([])
  now += 60_000
  expect(await buffer.peek(10)).toMatchObject([{ retry_count: 0 }, { retry_count: 0 }])
})

it('exports all that no server has, and nothing else', async () => {
  const [applied, refused] = await buffer.enqueue(
    ['on the server', 'refused', 'waiting'].map((t) => workInsert(t)),
  )
  await buffer.claim([applied?.id ?? ''], 'boot')
  await buffer.markApplied([applied?.id ?? ''])
  await refuse(refused, 'INVALID')
  const { changes } = JSON.parse(await buffer.exportAll()) as { changes: WriteChange[] } // the queue wrote it
  expect(titles(changes)).toEqual(['refused', 'waiting'])
})

it('B-13 discards nothing that waits, only what was refused', async () => {
  const [waiting] = await buffer.enqueue(workInsert('waiting'))
  expect(await buffer.discard(waiting?.id ?? '')).toBe(false)
  await expect(buffer.clear()).rejects.toThrow('1 changes are not on the server yet')
  expect(titles(await buffer.getAll())).toEqual(['waiting'])
})
