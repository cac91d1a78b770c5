import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asset } from '../../../lib/schema/asset.ts'
import { edge, edgeId } from '../../../lib/schema/edge.ts'
import type { StoredRow } from '../rules/rows.ts'
import { Shelf } from './testing/shelf.ts'
import { stamp, storedRow, storedWork } from './testing/stored.ts'

const DOI = '10.1/x'

/** A library in which the second of two works was merged into the first, with a file and an edge. */
async function mergedLibrary() {
  const shelf = new Shelf()
  const a = storedWork({ doi: DOI, title: 'A', topics: ['a'] }, { offsetMs: 10 })
  const b = storedWork({ doi: DOI, title: 'B', topics: ['b'] }, { offsetMs: 20, client: 'b' })
  const c = storedWork({ title: 'C' })
  const file = storedRow(asset, { work_id: b.id })
  const held = holding(c, b)
  await shelf.put('works', b)
  await shelf.put('works', c)
  await shelf.put('assets', file)
  await shelf.put('edges', held)
  await shelf.put('works', a)
  return { shelf, a, b, c, file, held }
}

/** Two works in one collection; the second, whose edge is newer, is yet to become the first. */
async function unmergedEdges() {
  const shelf = new Shelf()
  const [a, b, c] = [storedWork({ doi: DOI }), storedWork({}, { offsetMs: 20 }), storedWork({})]
  for (const row of [a, b, c]) await shelf.put('works', row)
  await shelf.put('edges', holding(c, a, { position: 'a0', label: 'A' }))
  await shelf.put('edges', holding(c, b, { position: 'a5', label: 'B' }, 30))
  return { shelf, a, b, c }
}

function holding(from: StoredRow, to: StoredRow, columns: object = {}, offsetMs = 0): StoredRow {
  const ends = { relation: 'contains', from_id: from.id, to_id: to.id }
  const row = storedRow(edge, { ...ends, ...columns }, { offsetMs })
  return { ...row, id: edgeId('contains', from.id, to.id) }
}

const edited = (row: StoredRow, columns: Record<string, unknown>): StoredRow => {
  const stamps = Object.keys(columns).map((column) => [column, stamp(1000, 'c')])
  const clock = { ...row.clock, ...Object.fromEntries(stamps) }
  return { ...row, ...columns, clock, rev: row.rev + 1 }
}

const columnsOf = ({ rev, server_at, updated_at, lww, ...row }: StoredRow) => row

describe('undoing a merge', () => {
  it('brings back both works as they were, and what was moved', async () => {
    const { shelf, a, b, file, held } = await mergedLibrary()
    expect(shelf.get('works', a.id)).toMatchObject({ title: 'B', topics: ['a', 'b'] })
    await shelf.unmerge(b.id)
    expect(columnsOf(shelf.get('works', a.id))).toEqual(columnsOf(a))
    expect(columnsOf(shelf.get('works', b.id))).toEqual(columnsOf(b))
    expect(shelf.get('assets', file.id)).toMatchObject({ work_id: b.id, rev: 3 })
    expect(shelf.edges()).toMatchObject([{ id: held.id, to_id: b.id }])
    expect(shelf.records).toMatchObject([{ undone_at: expect.any(String) }])
  })

  it('leaves at the survivor what was edited there', async () => {
    const { shelf, a, b } = await mergedLibrary()
    await shelf.put('works', edited(shelf.get('works', a.id), { title: 'Mine', year: 2001 }))
    await shelf.unmerge(b.id)
    const row = shelf.get('works', a.id)
    expect(row).toMatchObject({ title: 'Mine', year: 2001, topics: ['a'] })
    expect(shelf.get('works', b.id)).toMatchObject({ title: 'B', year: null })
  })

  it('leaves alone what was moved, edited or removed by a person since', async () => {
    const { shelf, a, b, c, file } = await mergedLibrary()
    await shelf.put('assets', edited(shelf.get('assets', file.id), { work_id: c.id }))
    const twin = shelf.get('edges', edgeId('contains', c.id, a.id))
    await shelf.put('edges', edited(twin, { label: 'L' }))
    await shelf.unmerge(b.id)
    expect(shelf.get('assets', file.id).work_id).toBe(c.id)
    expect(shelf.edges()).toMatchObject([{ id: twin.id, label: 'L' }])
  })

  it('gives the edge of the survivor back what it took from the edge of the loser', async () => {
    const { shelf, a, b, c } = await unmergedEdges()
    await shelf.put('works', edited(shelf.get('works', b.id), { doi: DOI }))
    const twin = edgeId('contains', c.id, a.id)
    expect(shelf.edges()).toMatchObject([{ id: twin, position: 'a5', label: 'B' }])
    await shelf.unmerge(b.id)
    expect(shelf.get('edges', twin)).toMatchObject({ position: 'a0', label: 'A' })
    expect(shelf.get('edges', edgeId('contains', c.id, b.id))).toMatchObject({
      ...{ position: 'a5', label: 'B', deleted_at: null },
    })
  })

  it('leaves the edge of the survivor what was edited there since', async () => {
    const { shelf, a, b, c } = await unmergedEdges()
    await shelf.put('works', edited(shelf.get('works', b.id), { doi: DOI }))
    const twin = edgeId('contains', c.id, a.id)
    await shelf.put('edges', edited(shelf.get('edges', twin), { label: 'Mine' }))
    await shelf.unmerge(b.id)
    expect(shelf.get('edges', twin)).toMatchObject({ position: 'a0', label: 'Mine' })
  })

  it('takes a file back also where something else of it was edited', async () => {
    const { shelf, b, file } = await mergedLibrary()
    await shelf.put('assets', edited(shelf.get('assets', file.id), { filename: 'x.pdf' }))
    await shelf.unmerge(b.id)
    expect(shelf.get('assets', file.id)).toMatchObject({ work_id: b.id, filename: 'x.pdf' })
  })

  it('keeps the two apart for ever, also as parts of what they are merged into', async () => {
    const { shelf, a, b } = await mergedLibrary()
    await shelf.unmerge(b.id)
    await shelf.put('works', edited({ ...shelf.get('works', b.id), doi: null }, {}))
    await shelf.put('works', edited(shelf.get('works', b.id), { doi: DOI }))
    expect(shelf.works()).toHaveLength(3)
    const z = storedWork({ doi: DOI, title: 'Z' }, { offsetMs: 0 })
    await shelf.put('works', z)
    expect(shelf.get('works', a.id).merged_into).toBe(z.id)
    expect(shelf.get('works', b.id).merged_into).toBeNull()
  })

  it('takes back what has moved on to another survivor', async () => {
    const { shelf, a, b, c, file, held } = await mergedLibrary()
    const z = storedWork({ doi: DOI, notes: 'z' }, { offsetMs: 0, client: 'z' })
    await shelf.put('works', z)
    expect(shelf.get('assets', file.id).work_id).toBe(z.id)
    expect(shelf.edges()).toMatchObject([{ id: edgeId('contains', c.id, z.id) }])
    await shelf.unmerge(b.id)
    expect(shelf.get('assets', file.id).work_id).toBe(b.id)
    expect(shelf.edges()).toMatchObject([{ id: held.id }])
    expect(shelf.get('works', z.id)).toMatchObject({ title: 'A', notes: 'z' })
    expect(shelf.get('works', a.id).merged_into).toBe(z.id)
  })

  it('puts an edge where its other end has gone meanwhile', async () => {
    const { shelf, b, c } = await mergedLibrary()
    const pmid = '7'
    await shelf.put('works', edited(shelf.get('works', c.id), { pmid }))
    const d = { ...storedWork({ pmid }), created_at: '2020-01-01T00:00:00.000Z' }
    await shelf.put('works', d)
    expect(shelf.get('works', c.id).merged_into).toBe(d.id)
    await shelf.unmerge(b.id)
    expect(shelf.edges()).toMatchObject([{ id: edgeId('contains', d.id, b.id) }])
  })
})

const word = fc.constantFrom('', 'x', 'y')
const anyWork = fc
  .tuple(
    fc.record(
      {
        ...{ notes: fc.option(word), subtitle: word, favorite: fc.boolean() },
        topics: fc.uniqueArray(fc.constantFrom('a', 'b', '__proto__')),
        metadata: fc.dictionary(fc.constantFrom('k', 'l'), word),
        authors: fc.array(fc.record({ family: word }), { maxLength: 2 }),
      },
      { requiredKeys: [] },
    ),
    fc.record({ offsetMs: fc.nat({ max: 3 }), client: fc.constantFrom('a', 'b') }),
  )
  .map(([columns, by]) => storedWork({ doi: DOI, ...columns }, by))

it('undoes any merge exactly, whichever came first', async () => {
  const property = fc.asyncProperty(anyWork, anyWork, async (one, other) => {
    const shelf = new Shelf()
    await shelf.put('works', one)
    await shelf.put('works', other)
    const loser = shelf.records[0]?.loser_id ?? ''
    await shelf.unmerge(loser)
    const plain = (row: StoredRow) => JSON.parse(JSON.stringify(columnsOf(row), sorted))
    for (const { id } of [one, other]) {
      expect(plain(shelf.get('works', id))).toEqual(plain(id === one.id ? one : other))
    }
  })
  await fc.assert(property, { numRuns: 300 })
})

/** Which tag came first is nobody's wish; a column that nobody has tagged bears no stamps. */
function sorted(key: string, value: unknown): unknown {
  if (key === 'clock') {
    const clock = Object.entries(Object(value))
    return Object.fromEntries(clock.filter(([, stamp]) => Object.keys(Object(stamp)).length > 0))
  }
  return key === 'topics' && Array.isArray(value) ? value.toSorted() : value
}
