import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { device, insert, remove, update } from '../testing/changes.ts'
import { type Library, openLibrary } from '../testing/library.ts'
import { EARLY, idOf, liveWorks, on, savingWith } from './testing/duplicates.ts'

let library: Library
let doi: string
let saving: ReturnType<typeof savingWith>

beforeAll(async () => {
  library = await openLibrary()
})
beforeEach(async () => {
  library = await library.another()
  doi = `10.1/${randomUUID()}`
  saving = savingWith(doi)
})
afterAll(() => library.database.drop())

describe('two devices that save the same DOI offline', () => {
  it('F50 end with one work that has what both knew', async () => {
    const [phone, laptop] = [
      saving({ notes: 'mine', topics: ['a'] }),
      saving({ year: 2001, topics: ['b'] }, EARLY + 1),
    ]
    await library.apply([laptop])
    const answer = await library.tell(phone)
    expect(answer).toMatchObject({ outcome: 'applied', row: { notes: 'mine', year: 2001 }, rev: 2 })
    expect(await liveWorks(library)).toMatchObject([{ id: idOf(phone), topics: ['a', 'b'] }])
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
    const [row, ...others] = await liveWorks(library)
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
    expect(await liveWorks(library)).toMatchObject([{ id: works[0]?.payload.id }])
  })

  it('F50 end with one where one has the arXiv id, the other the DOI of it', async () => {
    const [arxiv_id, title] = ['2401.00001', 'T']
    const byId = insert({ id: randomUUID(), title, arxiv_id }, device()(-1000))
    const byDoi = insert({ id: randomUUID(), title, doi: `10.48550/arxiv.${arxiv_id}v2` })
    await library.apply([byDoi])
    await library.apply([byId])
    expect(await liveWorks(library)).toHaveLength(1)
  })

  it('F50 end with one once they are named again, where an older server left two', async () => {
    const [one, two] = [saving(), saving({ doi: null, notes: 'n' }, EARLY + 1)]
    await library.apply([one, two])
    await library.database.pool.query('UPDATE works SET doi = $1 WHERE id = $2', [doi, idOf(two)])
    await library.apply([update({ id: idOf(two), title: 'U' }, device()(1))])
    expect(await liveWorks(library)).toHaveLength(2)
    await library.apply([update({ id: idOf(two), doi }, device()(2))])
    expect(await liveWorks(library)).toMatchObject([{ id: idOf(one), notes: 'n' }])
  })

  it('F63 stay two where they are two people', async () => {
    const other = await library.another()
    await library.apply([saving()])
    const theirs = saving({}, EARLY - 1)
    expect(await other.tell(theirs)).toMatchObject({ outcome: 'applied', rev: 1 })
    expect([await liveWorks(library), await liveWorks(other)]).toMatchObject([[{ doi }], [{ doi }]])
  })

  it('F50 stay two where the ISBN is of the book that a chapter is in', async () => {
    const isbn13 = '9780306406157'
    const book = { isbn13, doi: null, work_type: 'book' }
    const chapter = saving({ ...book, csl_type: 'chapter' }, EARLY + 1)
    await library.apply([saving(book), chapter])
    expect(await liveWorks(library)).toHaveLength(2)
    expect(await library.tell(saving({ ...book, csl_type: 'book' }, EARLY + 2))).toMatchObject({
      outcome: 'redirected',
    })
    // What it is may be corrected later.
    await library.apply([update({ id: idOf(chapter), csl_type: 'book' }, device()(5))])
    expect(await liveWorks(library)).toHaveLength(1)
  })

  it('F50 end with one when a deleted one comes back, and not before', async () => {
    const [older, newer] = [saving(), saving({ year: 2001 }, EARLY + 1)]
    await library.apply([newer])
    await library.apply([remove(idOf(newer), device()(1))])
    expect(await library.tell(older)).toMatchObject({ outcome: 'applied', row: { year: null } })
    const restored = await library.tell(update({ id: idOf(newer), deleted_at: null }, device()(2)))
    expect(restored).toMatchObject({ outcome: 'redirected', canonical_id: idOf(older) })
    expect(await liveWorks(library)).toMatchObject([{ id: idOf(older), year: 2001 }])
  })
})

it('takes an identifier that is absurdly long for none, and stores it', async () => {
  const doi = `10.1/${'漢'.repeat(1000)}`
  const saving = savingWith(doi)
  const { errors } = await library.apply([saving(), saving({}, EARLY + 1)])
  expect(errors).toBeUndefined()
  expect(await liveWorks(library)).toMatchObject([{ doi }, { doi }])
})
