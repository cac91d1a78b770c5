import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { edgeId } from '../../../lib/schema/edge.ts'
import type { WireChange } from '../../../lib/wire/batch.ts'
import { change, device, insert, remove, update } from '../testing/changes.ts'
import { type Library, openLibrary } from '../testing/library.ts'

let library: Library
let doi: string

beforeAll(async () => {
  library = await openLibrary()
})
beforeEach(async () => {
  library = await library.another()
  doi = `10.1/${randomUUID()}`
})
afterAll(() => library.database.drop())

const EARLY = Date.parse('2026-01-01T00:00:00Z')

/** Saves a work with the same DOI as all works of a test; the earlier made one survives. */
function saving(columns: object = {}, createdAtMs = EARLY, more: Partial<WireChange> = {}) {
  const payload = { id: randomUUID(), title: 'T', doi, ...columns }
  return insert(payload, { ...device()(-1000), created_at: createdAtMs, ...more })
}

const idOf = ({ payload }: WireChange) => String(payload.id)

const on = (table: string, op: WireChange['op'], payload: WireChange['payload'], offsetMs = 0) =>
  change(op, { table, payload, ...device()(offsetMs) })

async function liveWorks(of = library): Promise<Record<string, unknown>[]> {
  const { rows } = await of.database.pool.query(
    'SELECT to_jsonb(w) AS row FROM works w WHERE owner_id = $1 AND deleted_at IS NULL ORDER BY id',
    [of.ownerId],
  )
  return rows.map(({ row }) => row)
}

/** A library where the second of two saved works was merged into the first. */
async function merged(columns: object = {}) {
  const [first, second] = [saving({ notes: 'a' }), saving(columns, EARLY + 1)]
  await library.apply([first])
  await library.apply([second])
  return { survivor: idOf(first), loser: idOf(second), first, second }
}

const undoing = (id: string) => update({ id, deleted_at: null, merged_into: null }, device()(10))

describe('two devices that save the same DOI offline', () => {
  it('F50 end with one work that has what both knew', async () => {
    const [phone, laptop] = [
      saving({ notes: 'mine', topics: ['a'] }),
      saving({ year: 2001, topics: ['b'] }, EARLY + 1),
    ]
    await library.apply([laptop])
    const answer = await library.tell(phone)
    expect(answer).toMatchObject({ outcome: 'applied', row: { notes: 'mine', year: 2001 }, rev: 2 })
    expect(await liveWorks()).toMatchObject([{ id: idOf(phone), topics: ['a', 'b'] }])
    expect(await library.row(idOf(laptop))).toMatchObject({ merged_into: idOf(phone), rev: 2 })
  })

  it('F50 are told where the work is that each of them made, also when they ask again', async () => {
    const [older, newer] = [saving({ notes: 'a' }), saving({ year: 2001 }, EARLY + 1)]
    await library.apply([older])
    const told = { outcome: 'redirected', rev: 2, canonical_id: idOf(older), row: { year: 2001 } }
    expect(await library.tell(newer)).toMatchObject(told)
    expect(await library.tell(newer)).toMatchObject({ ...told, outcome: 'duplicate' })
  })

  it('F50 are told so also of a work that was merged away after it had been applied', async () => {
    const [older, newer] = [saving(), saving({}, EARLY + 1)]
    await library.apply([newer])
    await library.apply([older])
    const again = await library.tell(newer)
    expect(again).toMatchObject({ outcome: 'duplicate', rev: 2, canonical_id: idOf(older) })
  })

  it('F50 keep both files, each saved with its work as a group', async () => {
    const withFile = (createdAtMs: number) => {
      const group = randomUUID()
      const work = saving({}, createdAtMs, { group })
      const file = on('assets', 'insert', { id: randomUUID(), work_id: idOf(work) })
      return { work, file: { ...file, group } }
    }
    const [one, two] = [withFile(EARLY), withFile(EARLY + 1)]
    await library.apply([one.work, one.file])
    const { responses } = await library.apply([two.file, two.work])
    expect(responses).toMatchObject([
      { outcome: 'redirected', rev: 2, row: { id: idOf(two.file), work_id: idOf(one.work) } },
      { outcome: 'redirected', canonical_id: idOf(one.work) },
    ])
    for (const { file } of [one, two]) {
      expect(await library.row(idOf(file), 'assets')).toMatchObject({ work_id: idOf(one.work) })
    }
  })

  it('F50 end with one also when both are in one batch, in any number', async () => {
    const works = Array.from({ length: 90 }, (_, i) => saving({ topics: [`t${i}`] }, EARLY + i))
    const { applied, errors } = await library.apply(works.toReversed())
    expect([applied.length, errors]).toEqual([90, undefined])
    const [row, ...others] = await liveWorks()
    expect(others).toEqual([])
    expect(row).toMatchObject({ id: works[0]?.payload.id })
    expect(row?.topics).toHaveLength(90)
  })

  it('F50 end with one where a change that the database refuses is among them', async () => {
    const works = [saving(), saving({}, EARLY + 1), saving({}, EARLY + 2)]
    const gone = randomUUID()
    await library.apply([insert({ id: gone, title: 'T' }), remove(gone, device()(1))])
    await library.database.pool.query(`UPDATE works SET title = '' WHERE id = $1`, [gone])
    const hollow = update({ id: gone, deleted_at: null }, device()(2))
    const { applied, errors } = await library.apply([
      ...works.slice(1),
      hollow,
      ...works.slice(0, 1),
    ])
    expect(applied).toHaveLength(3)
    expect(errors).toMatchObject([{ id: hollow.id, code: 'INVALID' }])
    expect(await liveWorks()).toMatchObject([{ id: works[0]?.payload.id }])
  })

  it('F63 stay two where they are two people', async () => {
    const other = await library.another()
    await library.apply([saving()])
    const theirs = saving({}, EARLY - 1)
    expect(await other.tell(theirs)).toMatchObject({ outcome: 'applied', rev: 1 })
    expect([await liveWorks(), await liveWorks(other)]).toMatchObject([[{ doi }], [{ doi }]])
  })

  it('F50 stay two where the ISBN is of the book that a chapter is in', async () => {
    const isbn13 = '9780306406157'
    const book = { isbn13, doi: null, work_type: 'book' }
    const chapter = saving({ ...book, csl_type: 'chapter' }, EARLY + 1)
    await library.apply([saving(book), chapter])
    expect(await liveWorks()).toHaveLength(2)
    expect(await library.tell(saving({ ...book, csl_type: 'book' }, EARLY + 2))).toMatchObject({
      outcome: 'redirected',
    })
    // What it is may be corrected later.
    await library.apply([update({ id: idOf(chapter), csl_type: 'book' }, device()(5))])
    expect(await liveWorks()).toHaveLength(1)
  })

  it('F50 end with one when a deleted one comes back, and not before', async () => {
    const [older, newer] = [saving(), saving({ year: 2001 }, EARLY + 1)]
    await library.apply([newer])
    await library.apply([remove(idOf(newer), device()(1))])
    expect(await library.tell(older)).toMatchObject({ outcome: 'applied', row: { year: null } })
    const restored = await library.tell(update({ id: idOf(newer), deleted_at: null }, device()(2)))
    expect(restored).toMatchObject({ outcome: 'redirected', canonical_id: idOf(older) })
    expect(await liveWorks()).toMatchObject([{ id: idOf(older), year: 2001 }])
  })
})

describe('later changes to the loser', () => {
  it('reach the survivor, without what was seen of the loser', async () => {
    const { survivor, loser } = await merged()
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

  it('delete the survivor and bring it back', async () => {
    const { survivor, loser } = await merged()
    const gone = await library.tell(remove(loser, device()(5)))
    expect(gone).toMatchObject({ outcome: 'redirected', canonical_id: survivor })
    expect(await liveWorks()).toEqual([])
    await library.apply([update({ id: loser, deleted_at: null }, device()(6))])
    expect(await liveWorks()).toMatchObject([{ id: survivor }])
    expect(await library.row(loser)).toMatchObject({ merged_into: survivor })
  })

  it('that point to it point to the survivor', async () => {
    const { survivor, loser } = await merged()
    const file = on('assets', 'insert', { id: randomUUID(), work_id: loser })
    expect(await library.tell(file)).toMatchObject({
      ...{ outcome: 'redirected', row: { id: idOf(file), work_id: survivor } },
    })
    const card = { id: randomUUID(), work_id: loser, front: 'Q', schedule: {} }
    await library.apply([on('cards', 'insert', card)])
    const collection = randomUUID()
    const ends = { from_id: collection, to_id: loser, relation: 'contains' }
    const id = edgeId('contains', collection, loser)
    const edge = await library.tell(on('edges', 'insert', { id, ...ends }))
    const right = edgeId('contains', collection, survivor)
    expect(edge).toMatchObject({ outcome: 'redirected', canonical_id: right, row: { id: right } })
  })

  it('go all the way where the survivor was merged into another one', async () => {
    const { survivor, loser } = await merged()
    const last = saving({}, EARLY - 1)
    await library.apply([last])
    expect(await library.row(survivor)).toMatchObject({ merged_into: idOf(last) })
    const edit = await library.tell(update({ id: loser, year: 1999 }, device()(3)))
    expect(edit).toMatchObject({ canonical_id: idOf(last), row: { id: idOf(last), year: 1999 } })
    const file = on('assets', 'insert', { id: randomUUID(), work_id: loser })
    expect(await library.tell(file)).toMatchObject({ row: { work_id: idOf(last) } })
  })

  it('that take it out of a collection, or put it back, do so with the survivor', async () => {
    const collection = randomUUID()
    const second = saving({}, EARLY + 1)
    const id = edgeId('contains', collection, idOf(second))
    const ends = { from_id: collection, to_id: idOf(second), relation: 'contains' }
    await library.apply([second, on('edges', 'insert', { id, ...ends, position: 'a0' }, -900)])
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
})

describe('a merge can be undone', () => {
  it('with what each had, what was moved, and later edits where they went', async () => {
    const { survivor, loser } = await merged({ title: 'Second', year: 2001 })
    const file = on('assets', 'insert', { id: randomUUID(), work_id: loser })
    await library.apply([file, update({ id: loser, volume: '7' }, device()(1))])
    const undone = await library.tell(undoing(loser))
    expect(undone).toMatchObject({ outcome: 'applied', row: { id: loser, title: 'Second' } })
    expect(await library.row(loser)).toMatchObject({ year: 2001, notes: null, volume: null })
    const kept = { year: null, notes: 'a', volume: '7', deleted_at: null }
    expect(await library.row(survivor)).toMatchObject(kept)
    // It came after the merge, so it stays where it came.
    expect(await library.row(idOf(file), 'assets')).toMatchObject({ work_id: survivor })
    const edit = await library.tell(update({ id: loser, issue: '3' }, device()(20)))
    expect(edit).toMatchObject({ outcome: 'applied', row: { id: loser, issue: '3' } })
  })

  it('also with its files, and never comes about again by itself', async () => {
    const second = saving({}, EARLY + 1)
    const file = on('assets', 'insert', { id: randomUUID(), work_id: idOf(second) })
    const first = saving()
    await library.apply([second, file])
    await library.apply([first])
    expect(await library.row(idOf(file), 'assets')).toMatchObject({ work_id: idOf(first), rev: 2 })
    await library.apply([undoing(idOf(second))])
    expect(await library.row(idOf(file), 'assets')).toMatchObject({ work_id: idOf(second), rev: 3 })
    for (const id of [idOf(first), idOf(second)]) {
      await library.apply([update({ id, doi: null }, device()(20))])
      await library.apply([update({ id, doi }, device()(30))])
    }
    expect(await liveWorks()).toHaveLength(2)
  })

  it('by somebody whose clock is slow', async () => {
    const { loser } = await merged()
    const slow = update({ id: loser, deleted_at: null, merged_into: null }, device()(-3_600_000))
    expect(await library.tell(slow)).toMatchObject({ outcome: 'applied', row: { id: loser } })
    expect(await liveWorks()).toHaveLength(2)
  })

  it('once: undoing what is no merge restores, and does no harm', async () => {
    const { loser } = await merged()
    await library.apply([undoing(loser)])
    expect(await library.tell(undoing(loser))).toMatchObject({ outcome: 'noop' })
    expect(await liveWorks()).toHaveLength(2)
  })
})

it('takes an identifier that is absurdly long for none, and stores it', async () => {
  doi = `10.1/${'漢'.repeat(1000)}`
  const { errors } = await library.apply([saving(), saving({}, EARLY + 1)])
  expect(errors).toBeUndefined()
  expect(await liveWorks()).toMatchObject([{ doi }, { doi }])
})
