import { expect, it } from 'vitest'
import { freshBuffer, freshSuffix } from '../testing/indexeddb.ts'
import { workInsert, workUpdate } from '../testing/works.ts'
import { limits } from '../wire/limits.ts'
import { UnsettledChangesError } from './unsettled-changes-error.ts'
import { InvalidChangeError } from './validate.ts'
import { WriteBuffer } from './write-buffer.ts'

const policy = { maxRetries: 2, delayMs: () => 5_000 }
const titles = (changes: { payload: Record<string, unknown> }[]) =>
  changes.map((change) => change.payload.title)

it('F9 keeps changes in the order they were made, with rising clocks', async () => {
  const buffer = freshBuffer()
  for (const title of ['one', 'two', 'three']) await buffer.enqueue(workInsert(title))
  const all = await buffer.getAll()
  expect(titles(all)).toEqual(['one', 'two', 'three'])
  expect(all.map((change) => change.hlc)).toEqual([...all.map((change) => change.hlc)].sort())
  expect(new Set(all.map((change) => change.hlc)).size).toBe(3)
  expect(await buffer.size()).toBe(3)
})

it('F9 survives that the queue is closed and opened again', async () => {
  const options = { clientId: crypto.randomUUID(), suffix: freshSuffix() }
  const first = new WriteBuffer(options)
  await first.enqueue(workInsert('kept'))
  first.db.close()
  const second = new WriteBuffer(options)
  expect(titles(await second.peek(10))).toEqual(['kept'])
})

it('F10 reaches each state, and returns from a crash in syncing to pending', async () => {
  const buffer = freshBuffer()
  const [a, b] = await buffer.enqueue([workInsert('a'), workInsert('b')])
  if (!a || !b) throw new Error('nothing was queued')
  await buffer.claim([a.id, b.id], 'boot-1')
  expect((await buffer.getAll()).map((one) => one.status)).toEqual(['syncing', 'syncing'])
  await buffer.release((change) => change.lease_by !== 'boot-2')
  expect((await buffer.getAll()).map((one) => one.status)).toEqual(['pending', 'pending'])
  await buffer.markApplied([a.id], [{ id: a.id, outcome: 'applied', rev: 1 }])
  const refusal = { id: b.id, error: 'no', code: 'INVALID', retryable: false } as const
  await buffer.markFailed([b.id], [refusal], policy)
  expect((await buffer.getAll()).map((one) => one.status)).toEqual(['applied', 'error'])
  expect(await buffer.size()).toBe(1)
})

it('F14 throws for invalid data and queues nothing, not even its valid neighbour', async () => {
  const buffer = freshBuffer()
  await expect(buffer.enqueue([workInsert('good'), workInsert('  ')])).rejects.toThrow(
    InvalidChangeError,
  )
  await expect(buffer.enqueue(workUpdate(crypto.randomUUID(), { year: 'soon' }))).rejects.toThrow(
    'year: must be a number',
  )
  expect(await buffer.getAll()).toEqual([])
})

it('holds back what follows on a row whose change is on its way, and nothing else', async () => {
  const buffer = freshBuffer()
  const id = crypto.randomUUID()
  const [first] = await buffer.enqueue(workInsert('a', id))
  await buffer.enqueue([workUpdate(id, { title: 'a2' }), workInsert('b')])
  await buffer.claim([first?.id ?? ''], 'boot')
  expect(titles(await buffer.peek(10))).toEqual(['b'])
})

it('never offers a child before its parent', async () => {
  const buffer = freshBuffer()
  const workId = crypto.randomUUID()
  const [parent] = await buffer.enqueue(workInsert('parent', workId))
  const payload = { id: crypto.randomUUID(), work_id: workId }
  await buffer.enqueue({ table: 'assets', op: 'insert', payload })
  expect((await buffer.peek(10)).map((change) => change.table)).toEqual(['works', 'assets'])
  const refusal = { id: parent?.id ?? '', error: 'no', code: 'INVALID', retryable: false } as const
  await buffer.markFailed([refusal.id], [refusal], policy)
  expect(await buffer.peek(10)).toEqual([])
})

it('goes on with a work after the server refused one correction of it', async () => {
  const buffer = freshBuffer()
  const id = crypto.randomUUID()
  const [stale] = await buffer.enqueue(workUpdate(id, { title: 'stale' }))
  await buffer.claim([stale?.id ?? ''], 'boot')
  await buffer.enqueue(workUpdate(id, { title: 'newer' }))
  const refusal = { id: stale?.id ?? '', error: 'no', code: 'STALE', retryable: false } as const
  await buffer.markFailed([refusal.id], [refusal], policy)
  expect(titles(await buffer.peek(10))).toEqual(['newer'])
})

it('never splits a group, wherever the limit falls', async () => {
  const buffer = freshBuffer()
  await buffer.enqueue([workInsert('1'), workInsert('2')])
  const group = crypto.randomUUID()
  const members = Array.from({ length: 5 }, (_, i) => ({ ...workInsert(`g${i}`), group }))
  await buffer.enqueue(members)
  expect(titles(await buffer.peek(3))).toEqual(['1', '2'])
  await buffer.markApplied((await buffer.peek(3)).map((change) => change.id))
  expect(titles(await buffer.peek(3))).toEqual(['g0', 'g1', 'g2', 'g3', 'g4'])
})

it('waits for the moment of the next try, then tries again, then parks', async () => {
  let now = 1_000_000
  const buffer = freshBuffer({ now: () => now })
  const [change] = await buffer.enqueue(workInsert('later'))
  const id = change?.id ?? ''
  const refusal = { id, error: 'not yet', code: 'DEP_MISSING', retryable: true } as const
  await buffer.markFailed([id], [refusal], policy)
  expect(await buffer.peek(10)).toEqual([])
  now += 5_000
  expect(await buffer.peek(10)).toHaveLength(1)
  await buffer.markFailed([id], [refusal], policy)
  expect(await buffer.getAll()).toMatchObject([
    { status: 'error', retry_count: 2, error: 'not yet' },
  ])
})

it('F9 clears only what is confirmed, and answers what was there', async () => {
  const buffer = freshBuffer()
  await buffer.enqueue(workInsert('precious'))
  await expect(buffer.clear()).rejects.toThrow(UnsettledChangesError)
  expect(await buffer.size()).toBe(1)
  expect(titles(await buffer.clear({ confirm: true }))).toEqual(['precious'])
  expect(await buffer.size()).toBe(0)
})

it('keeps one client id over restarts where it is given none', async () => {
  const options = { suffix: freshSuffix() }
  const [first] = await new WriteBuffer(options).enqueue(workInsert('one'))
  const [second] = await new WriteBuffer(options).enqueue(workInsert('two'))
  expect(first?.client_id).toMatch(/^[0-9a-f-]{36}$/)
  expect(second?.client_id).toBe(first?.client_id)
})

it('gives each change a clock above the row it was made on', async () => {
  const buffer = freshBuffer({ now: () => 0 })
  const seen = 'ffff00000000ffff'
  const [change] = await buffer.enqueue({ ...workInsert('after'), seen })
  expect((change?.hlc ?? '') > seen).toBe(true)
})

it('finds a group whole also behind a long line of changes that must wait', async () => {
  const buffer = freshBuffer()
  const stuck = crypto.randomUUID()
  const [first] = await buffer.enqueue(workInsert('stuck', stuck))
  await buffer.claim([first?.id ?? ''], 'boot')
  const waiting = Array.from({ length: limits.groupChanges }, (_, i) =>
    workUpdate(stuck, { title: `stuck ${i}` }),
  )
  const group = crypto.randomUUID()
  await buffer.enqueue([...waiting, ...['a', 'b', 'c'].map((t) => ({ ...workInsert(t), group }))])
  expect(titles(await buffer.peek(1))).toEqual(['a', 'b', 'c'])
})

it('F14 queues no group that is too large to be sent as one', async () => {
  const buffer = freshBuffer()
  const group = crypto.randomUUID()
  const many = Array.from({ length: limits.groupChanges + 1 }, () => ({
    ...workInsert('x'),
    group,
  }))
  await expect(buffer.enqueue(many)).rejects.toThrow(InvalidChangeError)
  const notes = 'x'.repeat(60 * 1024)
  const large = Array.from({ length: 5 }, () => workInsert('x')).map((change) => {
    return { ...change, payload: { ...change.payload, notes }, group }
  })
  await expect(buffer.enqueue(large)).rejects.toThrow('256 KiB')
  expect(await buffer.getAll()).toEqual([])
  await expect(buffer.enqueue(large.slice(1))).resolves.toHaveLength(4)
})
