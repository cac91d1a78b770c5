import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { edgeId } from '../../../lib/schema/edge.ts'
import { device, remove, update } from '../testing/changes.ts'
import { type Library, openLibrary } from '../testing/library.ts'
import { EARLY, idOf, liveWorks, mergedIn, on, putting, savingWith } from './testing/duplicates.ts'

let library: Library

beforeAll(async () => {
  library = await openLibrary()
})
beforeEach(async () => {
  library = await library.another()
})
afterAll(() => library.database.drop())

it('later changes to a loser reach the survivor, without what was seen of the loser', async () => {
  const { survivor, loser } = await mergedIn(library)
  await library.apply([update({ id: survivor, title: 'Newer' }, device()(5))])
  const late = await library.tell(update({ id: loser, title: 'Late' }, device()(2, 9)))
  expect(late).toMatchObject({ code: 'STALE', row: { id: survivor, title: 'Newer' } })
  const edit = await library.tell(update({ id: loser, year: 1999 }, device()(3)))
  expect(edit).toMatchObject({
    outcome: 'redirected',
    canonical_id: survivor,
    row: { year: 1999 },
  })
  expect(await library.row(loser)).toMatchObject({ year: null })
})

it('later changes to a loser delete the survivor and bring it back', async () => {
  const { survivor, loser } = await mergedIn(library)
  const gone = await library.tell(remove(loser, device()(5)))
  expect(gone).toMatchObject({ outcome: 'redirected', canonical_id: survivor })
  expect(await liveWorks(library)).toEqual([])
  await library.apply([update({ id: loser, deleted_at: null }, device()(6))])
  expect(await liveWorks(library)).toMatchObject([{ id: survivor }])
  expect(await library.row(loser)).toMatchObject({ merged_into: survivor })
})

it('later changes to a loser that point to it point to the survivor', async () => {
  const { survivor, loser } = await mergedIn(library)
  const file = on('assets', 'insert', { id: randomUUID(), work_id: loser })
  expect(await library.tell(file)).toMatchObject({
    ...{ outcome: 'redirected', row: { id: idOf(file), work_id: survivor } },
  })
  const card = { id: randomUUID(), work_id: loser, front: 'Q', schedule: {} }
  await library.apply([on('cards', 'insert', card)])
  const collection = randomUUID()
  const edge = await library.tell(putting(collection, loser))
  const right = edgeId('contains', collection, survivor)
  expect(edge).toMatchObject({ outcome: 'redirected', canonical_id: right, row: { id: right } })
})

it('later changes to a loser go all the way where the survivor was merged into another one', async () => {
  const { survivor, loser, saving } = await mergedIn(library)
  const last = saving({}, EARLY - 1)
  await library.apply([last])
  expect(await library.row(survivor)).toMatchObject({ merged_into: idOf(last) })
  const edit = await library.tell(update({ id: loser, year: 1999 }, device()(3)))
  expect(edit).toMatchObject({ canonical_id: idOf(last), row: { id: idOf(last), year: 1999 } })
  const file = on('assets', 'insert', { id: randomUUID(), work_id: loser })
  expect(await library.tell(file)).toMatchObject({ row: { work_id: idOf(last) } })
})

it('later changes to a loser that take it out of a collection, or put it back, do so with the survivor', async () => {
  const collection = randomUUID()
  const saving = savingWith()
  const second = saving({}, EARLY + 1)
  const put = putting(collection, idOf(second))
  const id = idOf(put)
  await library.apply([second, put])
  const first = saving()
  await library.apply([first])
  const right = edgeId('contains', collection, idOf(first))
  expect(await library.row(right, 'edges')).toMatchObject({ position: 'a0', deleted_at: null })
  const out = await library.tell(on('edges', 'delete', { id }, 1))
  expect(out).toMatchObject({ outcome: 'redirected', canonical_id: right })
  expect(await library.row(right, 'edges')).toMatchObject({ deleted_at: expect.any(String) })
  await library.apply([on('edges', 'update', { id, deleted_at: null }, 2)])
  expect(await library.row(right, 'edges')).toMatchObject({ deleted_at: null, position: 'a0' })
  expect(await library.row(id, 'edges')).toMatchObject({ deleted_at: expect.any(String) })
})

it('later changes to a loser that lose to what the survivor has are told so alike each time', async () => {
  const { survivor, loser } = await mergedIn(library)
  const collection = randomUUID()
  const right = putting(collection, survivor)
  await library.apply([{ ...right, payload: { ...right.payload, position: 'a5' }, ...device()(9) }])
  const late = putting(collection, loser)
  const told = { code: 'STALE', row: { id: idOf(right), position: 'a5' } }
  expect(await library.tell(late)).toMatchObject(told)
  expect(await library.tell(late)).toMatchObject(told)
})

it('later changes to a loser that relate it to its survivor make no work related to itself', async () => {
  const { survivor, loser } = await mergedIn(library)
  const [from_id = '', to_id = ''] = [survivor, loser].sort()
  const id = edgeId('relatedTo', from_id, to_id)
  const relating = { id, relation: 'relatedTo', from_id, to_id }
  const made = await library.tell(on('edges', 'insert', relating))
  expect(made).toEqual({ id: expect.any(String), outcome: 'applied', rev: 1 })
  expect(await library.row(id, 'edges')).toMatchObject({ deleted_at: expect.any(String) })
  const late = await library.tell(on('edges', 'update', { id, label: 'L' }, 1))
  expect(late).toMatchObject({ code: 'DELETED' })
  await library.apply([on('edges', 'update', { id, deleted_at: null }, 2)])
  const { rows } = await library.database.pool.query(
    'SELECT FROM edges WHERE owner_id = $1 AND deleted_at IS NULL',
    [library.ownerId],
  )
  expect(rows).toEqual([])
})
