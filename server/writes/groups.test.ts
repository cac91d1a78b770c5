import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { limits } from '../../lib/wire/limits.ts'
import { change, device, insert, remove, update } from './testing/changes.ts'
import { type Library, openLibrary } from './testing/library.ts'

let library: Library

beforeAll(async () => {
  library = await openLibrary()
})

afterAll(() => library.database.drop())

const asset = (payload: Record<string, unknown>, more: object = {}) =>
  change('insert', { table: 'assets', payload: { id: randomUUID(), ...payload }, ...more })

describe('what points to something', () => {
  it('F29 an asset before its work in one batch is applied, whatever else is in it', async () => {
    const work = randomUUID()
    const batch = [
      asset({ work_id: work }),
      asset({ work_id: randomUUID() }),
      insert({ id: work, title: 'Parent' }),
      update({ id: work, notes: 'after' }),
    ]
    const { applied, errors } = await library.apply(batch)
    expect(applied).toEqual([batch[0]?.id, batch[2]?.id, batch[3]?.id])
    expect(errors).toMatchObject([{ id: batch[1]?.id, code: 'DEP_MISSING', retryable: true }])
    expect(await library.row(work)).toMatchObject({ notes: 'after', rev: 2 })
  })

  it('F29 a missing parent and an update of nothing are worth another try', async () => {
    for (const one of [asset({ work_id: randomUUID() }), update({ id: randomUUID(), year: 1 })]) {
      const answer = await library.tell(one)
      expect(answer).toMatchObject({ id: one.id, code: 'DEP_MISSING', retryable: true })
    }
  })

  it('F39 moves an asset to another work, and to none', async () => {
    const [one, two] = [randomUUID(), randomUUID()]
    const file = asset({ work_id: one })
    await library.apply([insert({ id: one, title: '1' }), insert({ id: two, title: '2' }), file])
    const id = String(file.payload.id)
    const move = (work_id: string | null, ms: number) =>
      library.tell(change('update', { table: 'assets', payload: { id, work_id }, ...device()(ms) }))
    expect(await move(two, 10)).toMatchObject({ row: { work_id: two } })
    expect(await move(randomUUID(), 20)).toMatchObject({ code: 'DEP_MISSING' })
    expect(await move(null, 30)).toMatchObject({ row: { work_id: null } })
  })

  it('F39 leaves the assets of a deleted work where they are', async () => {
    const work = randomUUID()
    const file = asset({ work_id: work })
    await library.apply([insert({ id: work, title: 'T' }), file, remove(work, device()(10))])
    const row = await library.row(String(file.payload.id), 'assets')
    expect(row).toMatchObject({ work_id: work, deleted_at: null })
  })
})

describe('a group', () => {
  it('is saved whole, also where it points to itself in the wrong order', async () => {
    const [group, work] = [randomUUID(), randomUUID()]
    const file = asset({ work_id: work }, { group })
    const { applied } = await library.apply([file, insert({ id: work, title: 'T' }, { group })])
    expect(applied).toHaveLength(2)
  })

  it.each([
    ['INVALID', () => asset({ sha256: 'no hash' }), false],
    ['UNKNOWN_TABLE', () => ({ ...asset({}), table: 'nope' }), false],
    ['DEP_MISSING', () => asset({ work_id: randomUUID() }), true],
    ['DEP_MISSING', () => update({ id: randomUUID(), title: 'T' }), true],
    ['TOO_NEW', () => ({ ...asset({}), v: 99 }), true],
  ])('is not saved at all where one change is refused as %s', async (code, refused, retryable) => {
    const [group, work] = [randomUUID(), randomUUID()]
    const batch = [
      insert({ id: randomUUID(), title: 'Before' }),
      insert({ id: work, title: 'T' }, { group }),
      { ...refused(), group },
      asset({ work_id: work }, { group }),
      insert({ id: randomUUID(), title: 'After' }),
    ]
    const { applied, errors } = await library.apply(batch)
    expect(applied).toEqual([batch[0]?.id, batch[4]?.id])
    expect(errors).toHaveLength(3)
    for (const error of errors ?? []) expect(error).toMatchObject({ code, retryable })
    expect(await library.row(work)).toBeUndefined()
  })

  it('falls with an edit of a deleted row, and with an id that was used before', async () => {
    const [used, deleted] = [randomUUID(), randomUUID()]
    const first = insert({ id: used, title: 'T' })
    await library.apply([first, insert({ id: deleted, title: 'T' }), remove(deleted)])
    for (const [code, culprit] of [
      ['DELETED', update({ id: deleted, title: 'U' }, device()(100))],
      ['ID_REUSE', { ...insert({ id: used, title: 'U' }), id: first.id }],
    ] as const) {
      const [group, fresh] = [randomUUID(), randomUUID()]
      const batch = [insert({ id: fresh, title: 'F' }, { group }), { ...culprit, group }]
      const { errors } = await library.apply(batch)
      expect(errors?.map((error) => error.code)).toEqual([code, code])
      expect(await library.row(fresh)).toBeUndefined()
    }
  })

  it('does not fall with a change that came too late or changes nothing', async () => {
    const [group, old, fresh] = [randomUUID(), randomUUID(), randomUUID()]
    await library.apply([insert({ id: old, title: 'Newer' }, device()(-1000))])
    const { applied, errors } = await library.apply([
      update({ id: old, title: 'Older' }, { ...device()(-2000), group }),
      insert({ id: fresh, title: 'F' }, { group }),
      update({ id: fresh, title: 'F' }, { group }),
    ])
    expect(errors).toMatchObject([{ code: 'STALE', row: { title: 'Newer' } }])
    expect(applied).toHaveLength(2)
    expect(await library.row(fresh)).toMatchObject({ title: 'F' })
  })

  it('falls with a change that was refused before, also what is new in it', async () => {
    const [group, gone, fresh] = [randomUUID(), randomUUID(), randomUUID()]
    await library.apply([insert({ id: gone, title: 'T' }, device()(-9))])
    await library.apply([remove(gone, device()(-8))])
    const late = update({ id: gone, title: 'U' }, { group })
    expect(await library.tell(late)).toMatchObject({ code: 'DELETED' })
    const { applied, errors } = await library.apply([
      insert({ id: fresh, title: 'F' }, { group }),
      late,
    ])
    expect([applied, errors?.map(({ code }) => code)]).toEqual([[], ['DELETED', 'DELETED']])
    expect(await library.row(fresh)).toBeUndefined()
  })

  it('is answered alike when it is sent again', async () => {
    const [group, work] = [randomUUID(), randomUUID()]
    const batch = [insert({ id: work, title: '' }, { group }), asset({ work_id: work }, { group })]
    const first = await library.apply(batch)
    expect(first.errors?.map(({ code }) => code)).toEqual(['INVALID', 'INVALID'])
    expect((await library.apply(batch)).errors).toEqual(first.errors)
  })

  it('that is too large is refused as a whole, its neighbours are not', async () => {
    const [many, heavy] = [randomUUID(), randomUUID()]
    const count = limits.groupChanges + 1
    const crowd = Array.from({ length: count }, () => asset({}, { group: many }))
    const notes = 'x'.repeat(60_000)
    const large = Array.from({ length: 5 }, () =>
      insert({ id: randomUUID(), title: 'T', notes }, { group: heavy }),
    )
    const neighbour = insert({ id: randomUUID(), title: 'N' })
    const { applied, errors } = await library.apply([...crowd, ...large, neighbour])
    expect(applied).toEqual([neighbour.id])
    expect(new Set(errors?.map(({ code }) => code))).toEqual(new Set(['TOO_LARGE']))
    expect(errors).toHaveLength(count + large.length)
  })
})
