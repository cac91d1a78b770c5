import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { annotation } from '../../../lib/schema/annotation.ts'
import { asset } from '../../../lib/schema/asset.ts'
import { edge, edgeId, type Relation } from '../../../lib/schema/edge.ts'
import type { StoredRow } from '../rules/rows.ts'
import { byAge } from './combine.ts'
import { Shelf } from './testing/shelf.ts'
import { stamp, storedRow, storedWork } from './testing/stored.ts'

const DOI = '10.1/x'
const older = () => storedWork({ doi: DOI, title: 'Older' }, { offsetMs: 10 })
const newer = () => storedWork({ doi: DOI, notes: 'mine' }, { offsetMs: 20, client: 'b' })

function link(relation: Relation, from_id: string, to_id: string, more: object = {}): StoredRow {
  const row = storedRow(edge, { relation, from_id, to_id, ...more }, { offsetMs: 5 })
  return { ...row, id: edgeId(relation, from_id, to_id) }
}

describe('two works with one identifier', () => {
  it('become the older one, whichever comes first', async () => {
    const [a, b] = [older(), newer()]
    for (const [first, second] of [[a, b] as const, [b, a] as const]) {
      const shelf = new Shelf()
      await shelf.put('works', first)
      await shelf.put('works', second)
      expect(shelf.works()).toMatchObject([{ id: a.id, notes: 'mine', rev: 2 }])
      const gone = shelf.get('works', b.id)
      expect(gone).toMatchObject({ merged_into: a.id, deleted_at: expect.any(String), rev: 2 })
    }
  })

  it('stay two where one of them is deleted, until it is restored', async () => {
    const shelf = new Shelf()
    const [a, b] = [older(), { ...newer(), deleted_at: '2026-01-01T00:00:00.000Z' }]
    await shelf.put('works', a, b)
    expect(shelf.get('works', b.id).merged_into).toBeNull()
    await shelf.put('works', { ...b, deleted_at: null })
    expect(shelf.works()).toMatchObject([{ id: a.id, notes: 'mine' }])
  })

  it('are merged when an edit gives one the identifier of the other', async () => {
    const shelf = new Shelf()
    const [a, b] = [older(), storedWork({}, { offsetMs: 30 })]
    await shelf.put('works', a)
    await shelf.put('works', b)
    expect(shelf.works()).toHaveLength(2)
    await shelf.put('works', { ...b, doi: DOI, clock: { ...b.clock, doi: stamp(40) } })
    expect(shelf.works()).toMatchObject([{ id: a.id }])
  })

  it('are also found through what a merge has told of them', async () => {
    const shelf = new Shelf()
    const isbn13 = '9780306406157'
    const bound = storedWork({ isbn13, work_type: 'book' }, { offsetMs: 1 })
    const untold = storedWork({ isbn13, doi: DOI }, { offsetMs: 10 })
    const told = storedWork({ doi: DOI, work_type: 'book' }, { offsetMs: 20 })
    for (const one of [bound, untold, told]) await shelf.put('works', one)
    expect(shelf.works()).toMatchObject([{ id: bound.id, doi: DOI }])
    expect(shelf.get('works', told.id).merged_into).toBe(untold.id)
    expect(shelf.get('works', untold.id).merged_into).toBe(bound.id)
  })

  it('end as the same one work in any order of arrival, alone or together', async () => {
    const ids = fc.subarray([{ doi: DOI }, { pmid: '7' }, { arxiv_id: '2401.00001' }], {
      minLength: 1,
    })
    const words = fc.record({ notes: fc.option(fc.constantFrom('x', 'y')), favorite: fc.boolean() })
    const drawn = fc.tuple(ids, words, fc.nat({ max: 5 })).map(([named, columns, offsetMs]) => {
      return storedWork({ ...Object.assign({ doi: DOI }, ...named), ...columns }, { offsetMs })
    })
    const four = fc.array(drawn, { minLength: 2, maxLength: 4 })
    const property = fc.asyncProperty(
      four,
      fc.nat(),
      fc.boolean(),
      async (works, turn, at_once) => {
        const straight = new Shelf()
        for (const one of works.toSorted(byAge)) await straight.put('works', one)
        const turned = new Shelf()
        const from = turn % works.length
        const order = [...works.slice(from), ...works.slice(0, from)]
        if (at_once) await turned.put('works', ...order)
        else for (const one of order) await turned.put('works', one)
        const [one] = straight.works()
        const [other] = turned.works()
        expect([straight.works().length, turned.works().length]).toEqual([1, 1])
        const { rev: _rev, clock: _clock, ...essence } = one ?? storedWork({})
        expect(other).toMatchObject(essence)
      },
    )
    await fc.assert(property, { numRuns: 200 })
  })
})

describe('what pointed to the loser', () => {
  it('points to the survivor, one revision on, with the stamp that people left', async () => {
    const shelf = new Shelf()
    const [a, b] = [older(), newer()]
    const file = storedRow(asset, { work_id: b.id })
    const mark = storedRow(annotation, { work_id: b.id })
    const bare = storedRow(asset, { work_id: null })
    await shelf.put('works', b)
    await shelf.put('assets', file, bare)
    await shelf.put('annotations', mark)
    await shelf.put('works', a)
    expect(shelf.get('assets', file.id)).toMatchObject({ work_id: a.id, rev: 2, clock: file.clock })
    expect(shelf.get('annotations', mark.id)).toMatchObject({ work_id: a.id, rev: 2 })
    expect(shelf.get('assets', bare.id)).toEqual(bare)
  })

  it('is replaced by an edge with the right id, its columns carried over', async () => {
    const shelf = new Shelf()
    const [a, b, c] = [older(), newer(), storedWork({})]
    const held = link('contains', c.id, b.id, { position: 'a0', label: 'L' })
    await shelf.put('works', b, c)
    await shelf.put('edges', held)
    await shelf.put('works', a)
    const id = edgeId('contains', c.id, a.id)
    expect(shelf.edges()).toMatchObject([{ id, to_id: a.id, position: 'a0', label: 'L', rev: 1 }])
    expect(shelf.get('edges', held.id).deleted_at).not.toBeNull()
  })

  it('meets an edge that the survivor has already, also one that was removed', async () => {
    for (const deleted_at of [null, '2026-01-01T00:00:00.000Z']) {
      const shelf = new Shelf()
      const [a, b, c] = [older(), newer(), storedWork({})]
      const there = { ...link('contains', c.id, a.id, { position: 'a0' }), deleted_at }
      await shelf.put('works', c)
      await shelf.put('works', a)
      await shelf.put('edges', there, link('contains', c.id, b.id, { label: 'L' }))
      await shelf.put('works', b)
      expect(shelf.edges()).toMatchObject([{ id: there.id, position: 'a0', label: 'L', rev: 2 }])
    }
  })

  it('is gone where it related the two to each other', async () => {
    const shelf = new Shelf()
    const [a, b] = [older(), storedWork({}, { offsetMs: 20 })]
    const between = link('relatedTo', a.id, b.id)
    await shelf.put('works', a, b)
    await shelf.put('edges', between)
    await shelf.put('works', { ...b, doi: DOI, clock: { ...b.clock, doi: stamp(40) } })
    expect(shelf.edges()).toEqual([])
    await shelf.unmerge(b.id)
    expect(shelf.edges()).toMatchObject([{ id: between.id }])
  })
})
