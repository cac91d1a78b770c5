import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { WriteChange } from '../buffer/change.ts'
import { type Work, work } from '../schema/work.ts'
import { hlcAt } from '../wire/hlc.ts'
import { foldRow } from './fold.ts'
import { foldTable } from './fold-table.ts'
import { ECHO_MS, settled } from './settle.ts'

const ID = '00000000-0000-4000-8000-000000000001'
let seq = 0

function change(
  op: WriteChange['op'],
  payload: object,
  more: Partial<WriteChange> = {},
): WriteChange {
  seq += 1
  return {
    ...{ id: `c${seq}`, table: 'works', op, payload: { id: ID, ...payload }, created_at: 0 },
    ...{ status: 'pending', retry_count: 0, net_attempts: 0, seq, v: 1, client_id: 'me' },
    ...{ hlc: hlcAt(seq) },
    entity: `works:${ID}`,
    ...more,
  }
}

const applied = (of: WriteChange, rev: number, row?: object): WriteChange => ({
  ...of,
  status: 'applied',
  receipt: {
    id: of.id,
    outcome: 'applied',
    rev,
    lsn: '100',
    ...(row && { row: { id: ID, rev, ...row } }),
  },
})

const mirrored = (values: Partial<Work>) =>
  ({ id: ID, rev: 1, lww: hlcAt(0), title: 'old', favorite: false, topics: [], ...values }) as Work // enough of a work for the fold

const shown = (row: Work | undefined, ...changes: WriteChange[]) => foldRow(work, { row }, changes)

it('F33 shows inserts, updates, deletes and what comes after in their order', () => {
  const insert = change('insert', { title: 'a' })
  const update = change('update', { title: 'b', year: 1999 })
  expect(shown(undefined, insert)).toMatchObject({
    title: 'a',
    workType: 'paper',
    year: null,
    topics: [],
  })
  expect(shown(undefined, insert, update)).toMatchObject({ title: 'b', year: 1999 })
  expect(shown(undefined, insert, update, change('delete', {}))).toBeUndefined()
  const again = change('insert', { title: 'c' })
  expect(shown(undefined, insert, change('delete', {}), again)).toMatchObject({ title: 'c' })
})

it('F13 leaves alone what a patch does not name, and clears what it names null', () => {
  const row = mirrored({ year: 1984, notes: 'mine', topics: ['x'] })
  const after = shown(row, change('update', { year: null }))
  expect(after).toMatchObject({ year: null, notes: 'mine', topics: ['x'], title: 'old' })
})

it('patches sets by element and objects by key', () => {
  const row = mirrored({ topics: ['a', 'b'], metadata: { x: 1, y: 2 } })
  const patch = { topics: { add: ['c'], remove: ['a'] }, metadata: { y: null, z: 3 } }
  expect(shown(row, change('update', patch))).toMatchObject({
    topics: ['b', 'c'],
    metadata: { x: 1, z: 3 },
  })
})

it('F34 shows no older value between the answer and the echo, and none after it', () => {
  const update = change('update', { title: 'new' })
  const server = { title: 'new' }
  const frames = [
    shown(mirrored({}), update),
    shown(mirrored({}), { ...update, status: 'syncing' }),
    shown(mirrored({}), applied(update, 2, server)),
    shown(mirrored({ rev: 2, title: 'new' }), applied(update, 2, server)),
    shown(mirrored({ rev: 3, title: 'newer, from elsewhere' }), applied(update, 2, server)),
  ]
  expect(frames.map((row) => row?.title)).toEqual([
    'new',
    'new',
    'new',
    'new',
    'newer, from elsewhere',
  ])
})

it('F35 shows the server value again when a change is refused', () => {
  const refused = change('update', { title: 'refused' }, { status: 'error' })
  expect(shown(mirrored({}), refused)?.title).toBe('old')
})

it('F36 keeps a remote edit of another field under a local pending edit', () => {
  const local = change('update', { title: 'mine' })
  const remote = mirrored({ rev: 2, year: 2020 })
  expect(shown(remote, local)).toMatchObject({ title: 'mine', year: 2020 })
})

it('brings a deleted work back at once, before and after the delete has been synced', () => {
  const gone = change('delete', {})
  const back = change('update', { deleted_at: null })
  expect(shown(mirrored({}), gone, back)).toMatchObject({ title: 'old' })
  const buried = mirrored({})
  expect(foldRow(work, { buried }, [back])).toMatchObject({ title: 'old' })
  expect(foldRow(work, { buried }, [applied(gone, 2), back])).toMatchObject({ title: 'old' })
})

it('brings a work back as it was seen, though the answer to its making came after its delete', () => {
  const made = applied(change('insert', { title: 'mine' }), 3)
  const edited = applied(change('update', { notes: 'kept' }), 3)
  const gone = applied(change('delete', {}), 3)
  const back = change('update', { deleted_at: null })
  expect(shown(undefined, made, edited, gone)).toBeUndefined()
  expect(shown(undefined, made, edited, gone, back)).toMatchObject({ title: 'mine', notes: 'kept' })
})

it('does not bring back a restored work that was deleted again elsewhere', () => {
  const gone = applied(change('delete', {}), 2)
  expect(shown(mirrored({ rev: 3, title: 'restored elsewhere' }), gone)?.title).toBe(
    'restored elsewhere',
  )
})

it('F34 settles by rev, or where no row can come by the LSN', () => {
  const update = applied(change('update', { title: 'x' }), 2)
  const gone = applied(change('delete', {}), 3)
  const waiting = change('update', { title: 'y' })
  const seen = (rev: number | undefined, lsn: string | null) =>
    settled([update, gone, waiting], { revOf: () => rev, lsn })
  expect(seen(1, null)).toEqual([])
  expect(seen(2, '99')).toEqual([update.seq])
  expect(seen(undefined, '100')).toEqual([update.seq, gone.seq])
  expect(seen(undefined, '9')).toEqual([])
})

it('settles what has no echo once the shape was up to date a minute later', () => {
  const gone = { ...applied(change('delete', {}), 3), applied_at: 1_000 }
  const seen = (upToDateAt: number) =>
    settled([gone], { revOf: () => undefined, lsn: '1', upToDateAt })
  expect(seen(1_000 + ECHO_MS - 1)).toEqual([])
  expect(seen(1_000 + ECHO_MS)).toEqual([gone.seq])
})

it('folds a table as it folds each of its rows', () => {
  const op = fc.constantFrom<WriteChange['op']>('insert', 'update', 'delete')
  const id = fc.constantFrom('a', 'b', 'c')
  const step = fc.record({ op, id, title: fc.string({ minLength: 1 }) })
  fc.assert(
    fc.property(fc.uniqueArray(id), fc.array(step), (present, steps) => {
      const rows = present.map((rowId) => mirrored({ id: rowId }))
      const changes = steps.map((one) => change(one.op, { id: one.id, title: one.title }))
      const own = (rowId: string) => changes.filter((one) => one.payload.id === rowId)
      const expected = ['a', 'b', 'c'].flatMap((rowId) => {
        const row = rows.find((one) => one.id === rowId)
        return foldRow(work, { row }, own(rowId)) ?? []
      })
      const byId = (list: Work[]) => [...list].sort((x, y) => (x.id < y.id ? -1 : 1))
      expect(byId(foldTable(work, rows, changes))).toEqual(byId(expected))
    }),
  )
})
