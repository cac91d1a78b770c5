import { expect, it } from 'vitest'
import { freshBuffer } from '../testing/indexeddb.ts'
import { workInsert, workUpdate } from '../testing/works.ts'
import { limits } from '../wire/limits.ts'

const ID = '00000000-0000-4000-8000-000000000001'

it('composes sets: added then removed is removed, removed then added is added', async () => {
  const buffer = freshBuffer()
  await buffer.enqueue(workUpdate(ID, { topics: { add: ['a'], remove: ['b'] } }))
  await buffer.enqueue(workUpdate(ID, { topics: { add: ['b'], remove: ['a'] } }))
  const [one] = await buffer.getAll()
  expect(one?.payload.topics).toEqual({ add: ['b'], remove: ['a'] })
})

it('keeps two patches apart that were made on different revs, unless the later says all anew', async () => {
  const buffer = freshBuffer()
  await buffer.enqueue({ ...workUpdate(ID, { title: 'a' }), base_rev: 3 })
  await buffer.enqueue({ ...workUpdate(ID, { notes: 'n' }), base_rev: 4 })
  expect(await buffer.getAll()).toHaveLength(2)
  await buffer.enqueue({ ...workUpdate(ID, { notes: 'm', year: 2000 }), base_rev: 5 })
  expect(await buffer.getAll()).toMatchObject([
    { payload: { title: 'a' }, base_rev: 3 },
    { payload: { notes: 'm', year: 2000 }, base_rev: 5 },
  ])
})

it('B-21 sends the last clock, under the id and at the place of the first', async () => {
  const buffer = freshBuffer()
  const [first] = await buffer.enqueue(workInsert('a', ID))
  await buffer.enqueue(workInsert('other'))
  const [last] = await buffer.enqueue(workUpdate(ID, { title: 'b' }))
  const [folded] = await buffer.getAll()
  expect(folded).toMatchObject({ id: first?.id, seq: first?.seq, op: 'insert', hlc: last?.hlc })
  expect((last?.hlc ?? '') > (first?.hlc ?? '')).toBe(true)
})

it('never folds into a change that was sent, not even after it came back', async () => {
  const buffer = freshBuffer()
  const [first] = await buffer.enqueue(workInsert('a', ID))
  await buffer.claim([first?.id ?? ''], 'boot')
  await buffer.enqueue(workUpdate(ID, { title: 'b' }))
  await buffer.release(() => true)
  await buffer.enqueue(workUpdate(ID, { title: 'c' }))
  expect(await buffer.getAll()).toMatchObject([
    { op: 'insert', payload: { title: 'a' }, net_attempts: 1 },
    { op: 'update', payload: { title: 'c' }, net_attempts: 0 },
  ])
})

it('folds a correction into a grouped insert, and nothing else across groups', async () => {
  const buffer = freshBuffer()
  const [one, two] = [crypto.randomUUID(), crypto.randomUUID()]
  await buffer.enqueue([{ ...workInsert('a', ID), group: one }])
  await buffer.enqueue(workUpdate(ID, { title: 'b' }))
  await buffer.enqueue({ ...workUpdate(ID, { title: 'c' }), group: two })
  expect(await buffer.getAll()).toMatchObject([
    { group: one, payload: { title: 'b' } },
    { group: two, payload: { title: 'c' } },
  ])
})

it('never lets a change overtake what it needs by folding', async () => {
  const buffer = freshBuffer()
  const asset = crypto.randomUUID()
  await buffer.enqueue({ table: 'assets', op: 'insert', payload: { id: asset } })
  await buffer.enqueue(workInsert('parent', ID))
  await buffer.enqueue({ table: 'assets', op: 'update', payload: { id: asset, work_id: ID } })
  expect((await buffer.peek(10)).map(({ table, op }) => `${op} ${table}`)).toEqual([
    'insert assets',
    'insert works',
    'update assets',
  ])
})

it('keeps two changes where one would be too large to be sent', async () => {
  const buffer = freshBuffer()
  const text = 'x'.repeat(64 * 1024)
  const metadata = (prefix: string) =>
    Object.fromEntries(Array.from({ length: 5 }, (_, i) => [`${prefix}${i}`, text]))
  await buffer.enqueue({
    ...workInsert('big', ID),
    payload: { id: ID, title: 'big', metadata: metadata('a') },
  })
  await buffer.enqueue(workUpdate(ID, { metadata: metadata('b') }))
  const sizes = (await buffer.getAll()).map(({ payload }) => JSON.stringify(payload).length)
  expect(sizes).toHaveLength(2)
  expect(Math.max(...sizes)).toBeLessThan(limits.changeBytes)
})

it('sends a made and deleted row after all where another change hangs on it', async () => {
  const buffer = freshBuffer()
  await buffer.enqueue(workInsert('parent', ID))
  const payload = { id: crypto.randomUUID(), work_id: ID }
  await buffer.enqueue({ table: 'assets', op: 'insert', payload })
  await buffer.enqueue({ table: 'works', op: 'delete', payload: { id: ID } })
  expect((await buffer.getAll()).map(({ op }) => op)).toEqual(['insert', 'insert', 'delete'])
})

it('brings a made and deleted row back exactly, as a new change, for 90 days', async () => {
  let now = Date.now()
  const buffer = freshBuffer({ now: () => now })
  const [first] = await buffer.enqueue(workInsert('kept', ID))
  await buffer.enqueue(workUpdate(ID, { topics: { add: ['x'] } }))
  await buffer.enqueue({ table: 'works', op: 'delete', payload: { id: ID } })
  expect(await buffer.getAll()).toEqual([])
  now += 1000
  await buffer.enqueue(workUpdate(ID, { deleted_at: null }))
  const [back] = await buffer.getAll()
  expect(back).toMatchObject({ op: 'insert', payload: { id: ID, title: 'kept', topics: ['x'] } })
  expect(back?.created_at).toBe(first?.created_at)
  expect(back?.id).not.toBe(first?.id)
  expect((back?.hlc ?? '') > (first?.hlc ?? '')).toBe(true)
  await buffer.enqueue({ table: 'works', op: 'delete', payload: { id: ID } })
  now += 91 * 24 * 3_600_000
  await buffer.enqueue([workInsert('other', crypto.randomUUID())])
  const other = (await buffer.getAll())[0]
  await buffer.enqueue({ table: 'works', op: 'delete', payload: { id: other?.payload.id } })
  expect(await buffer.db.withdrawn.count()).toBe(1)
  expect(await buffer.account()).toMatchObject({ pending: 0, difference: 0 })
})
