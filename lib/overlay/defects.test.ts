import { expect, it } from 'vitest'
import { work } from '../schema/work.ts'
import { foldTable } from './fold-table.ts'
import { settled } from './settle.ts'
import { answered, changeTo, mirroredWork } from './testing/changes.ts'

const ID = '00000000-0000-4000-8000-000000000001'
const titles = (
  ...args: [Parameters<typeof foldTable<typeof work.fields>>[1], Parameters<typeof foldTable>[2]]
) => foldTable(work, ...args).map(({ title }) => title)

it('B-22 forgets an overlay also where the shape repeats the old row first, and hides no later edit', () => {
  const mine = answered(changeTo(ID, 'update', { title: 'mine' }), 2, { title: 'mine' })
  const seen = (rev: number) => settled([mine], { revOf: () => rev, lsn: null })
  expect(seen(1)).toEqual([])
  expect(seen(1)).toEqual([])
  expect(titles([mirroredWork(ID, 1)], [mine])).toEqual(['mine'])
  expect(seen(2)).toEqual([mine.seq])
  expect(titles([mirroredWork(ID, 3, { title: 'from elsewhere' })], [mine])).toEqual([
    'from elsewhere',
  ])
})

it('B-23 keeps what was typed after an insert when the insert is confirmed', () => {
  const insert = answered(changeTo(ID, 'insert', { title: 'a' }), 1, { title: 'a' })
  const typed = changeTo(ID, 'update', { title: 'b' })
  const seen = { revOf: () => 1, lsn: '100' }
  expect(settled([insert, typed], seen)).toEqual([insert.seq])
  expect(titles([mirroredWork(ID, 1, { title: 'a' })], [typed])).toEqual(['b'])
})

it('B-24 keeps the overlay of an update though its row is there, until the update is applied', () => {
  const update = changeTo(ID, 'update', { title: 'new' })
  expect(settled([update], { revOf: () => 7, lsn: '999' })).toEqual([])
  expect(titles([mirroredWork(ID, 7)], [update])).toEqual(['new'])
})

it('B-24 takes a delete for confirmed only after it was applied, not because the row is not there yet', () => {
  const insert = changeTo(ID, 'insert', { title: 'a' })
  const gone = changeTo(ID, 'delete')
  expect(settled([insert, gone], { revOf: () => undefined, lsn: '999' })).toEqual([])
  const done = answered(gone, 2)
  expect(settled([done], { revOf: () => 1, lsn: '999' })).toEqual([])
  expect(settled([done], { revOf: () => undefined, lsn: '100' })).toEqual([done.seq])
})

it('B-25 shows a row that was deleted and made again with the same id', () => {
  const gone = changeTo(ID, 'delete')
  const again = changeTo(ID, 'insert', { title: 'again' })
  expect(titles([mirroredWork(ID, 1)], [gone, again])).toEqual(['again'])
  expect(titles([], [answered(gone, 2), again])).toEqual(['again'])
})

it('B-25 lets a newer row of the server through under a waiting insert', () => {
  const insert = changeTo(ID, 'insert', { title: 'mine' })
  const [row] = foldTable(work, [mirroredWork(ID, 4, { year: 2020 })], [insert])
  expect(row).toMatchObject({ title: 'mine', year: 2020, rev: 4 })
})

it('B-26 shows nothing of a change that the server refused, as if it held', () => {
  const refused = { status: 'error', code: 'INVALID' } as const
  expect(titles([], [changeTo(ID, 'insert', { title: 'ghost' }, refused)])).toEqual([])
  expect(titles([mirroredWork(ID, 1)], [changeTo(ID, 'update', { title: 'x' }, refused)])).toEqual([
    'old',
  ])
})
