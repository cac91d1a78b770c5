import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Entity } from '../../../lib/schema/entity.ts'
import { work } from '../../../lib/schema/work.ts'
import type { StoredRow } from '../rules/rows.ts'
import { NOW_MS } from '../testing/changes.ts'
import { byAge, combine } from './combine.ts'
import { stamp, storedWork } from './testing/stored.ts'

const entity = work as unknown as Entity // an Entity of its own fields

const merged = (older: StoredRow, newer: StoredRow) => combine(entity, older, newer, NOW_MS).row

it('takes the later of two values, column by column', () => {
  const older = storedWork({ title: 'Old', year: 1999 }, { offsetMs: 10 })
  const newer = storedWork({ title: 'New', notes: 'n' }, { offsetMs: 20 })
  expect(merged(older, newer)).toMatchObject({ id: older.id, title: 'New', year: 1999, notes: 'n' })
  const late = { ...older, clock: { ...older.clock, title: stamp(30) } }
  expect(merged(late, newer)).toMatchObject({ title: 'Old' })
})

it.each([
  ['abstract', 'text', null],
  ['abstract', 'text', ''],
  ['authors', [{ family: 'A', role: 'author' }], []],
  ['issn', ['1'], []],
])('never lets an empty %s beat a value, however late', (column, value, empty) => {
  const early = storedWork({ [column]: value }, { offsetMs: 10 })
  const late = storedWork({ [column]: empty }, { offsetMs: 20 })
  expect(merged(early, late)).toMatchObject({ [column]: value })
  expect(merged(late, early)).toMatchObject({ [column]: value })
})

it('never lets a default that nobody wrote beat what somebody wrote', () => {
  const silent = storedWork({}, { offsetMs: 20 })
  const telling = storedWork({ work_type: 'book', favorite: true }, { offsetMs: 10 })
  expect(merged(silent, telling)).toMatchObject({ work_type: 'book', favorite: true })
  expect(merged(telling, silent)).toMatchObject({ work_type: 'book', favorite: true })
})

it('keeps the tags and the keys of both, and authors as one list', () => {
  const one = storedWork(
    { topics: ['a', '__proto__'], metadata: { k: 1, l: 1 }, authors: [{ family: 'A' }] },
    { offsetMs: 10 },
  )
  const other = storedWork(
    { topics: ['b', 'a'], metadata: { k: 2, m: 2 }, authors: [{ family: 'B' }] },
    { offsetMs: 20 },
  )
  const row = merged(one, other)
  expect(row.topics).toEqual(['a', '__proto__', 'b'])
  expect(row).toMatchObject({ metadata: { k: 2, l: 1, m: 2 }, authors: [{ family: 'B' }] })
  expect(row.clock.topics).toMatchObject({ a: stampLike(other), b: stampLike(other) })
})

const stampLike = ({ lww }: StoredRow) => ({ hlc: lww })

it('counts one revision on, and whoever saw the older before has not seen what came', () => {
  const older = { ...storedWork({ notes: 'mine' }, { offsetMs: 30 }), rev: 7 }
  const newer = storedWork({ year: 2001 }, { offsetMs: 20 })
  const row = merged(older, newer)
  expect(row).toMatchObject({ rev: 8, lww: older.lww, created_at: older.created_at })
  expect(row.clock).toMatchObject({ year: { rev: 8 }, notes: { rev: 1 } })
})

it('tells what it took, and what was there before', () => {
  const older = storedWork({ title: 'Old' }, { offsetMs: 10 })
  const newer = storedWork({ title: 'New', topics: ['x'] }, { offsetMs: 20 })
  const { taken } = combine(entity, older, newer, NOW_MS)
  expect(taken).toContainEqual({
    ...{ column: 'title', part: null, stamp: { ...stamp(20), rev: 2 } },
    before: { value: 'Old', stamp: stamp(10) },
  })
  expect(taken).toContainEqual({
    ...{ column: 'topics', part: 'x', stamp: { ...stamp(20), rev: 2 } },
    before: { value: null, stamp: null },
  })
})

const word = fc.constantFrom('', 'x', 'y')
const written = fc.record(
  {
    notes: fc.option(word),
    subtitle: fc.option(word),
    favorite: fc.boolean(),
    topics: fc.uniqueArray(fc.constantFrom('a', 'b', 'c')),
    metadata: fc.dictionary(fc.constantFrom('k', 'l'), word),
  },
  { requiredKeys: [] },
)
const by = fc.record({ offsetMs: fc.nat({ max: 3 }), client: fc.constantFrom('a', 'b') })
const works = fc
  .array(fc.tuple(written, by), { minLength: 3, maxLength: 3 })
  .map((drawn) => drawn.map(([columns, of]) => storedWork(columns, of)).sort(byAge))

/** What of a row is the same whatever the order; revisions count arrivals. */
function essence({ rev, clock, server_at, topics, ...row }: StoredRow) {
  const writes = JSON.parse(
    JSON.stringify(clock, (key, part) => (key === 'rev' ? undefined : part)),
  )
  return { ...row, clock: writes, topics: [...(topics as string[])].sort() } // a text[], by the schema
}

it('comes to the same whichever two of three are merged first', () => {
  fc.assert(
    fc.property(works, ([a, b, c]) => {
      if (a === undefined || b === undefined || c === undefined) throw new Error('Three were drawn')
      const one = essence(merged(merged(a, b), c))
      expect(essence(merged(a, merged(b, c)))).toEqual(one)
      expect(essence(merged(merged(a, c), b))).toEqual(one)
    }),
    { numRuns: 500 },
  )
})

it('changes nothing more when the same work is merged in again', () => {
  fc.assert(
    fc.property(works, ([a, b]) => {
      if (a === undefined || b === undefined) throw new Error('Three were drawn')
      const once = merged(a, b)
      expect(combine(entity, once, b, NOW_MS).taken).toEqual([])
      expect(essence(merged(once, b))).toEqual(essence(once))
    }),
  )
})
