import { expect, it } from 'vitest'
import type { WriteChange } from '../buffer/change.ts'
import { type Work, work } from '../schema/work.ts'
import { foldTable } from './fold-table.ts'
import { settled } from './settle.ts'
import { answered, changeTo, mirroredWork } from './testing/changes.ts'

const LOSER = '00000000-0000-4000-8000-00000000000b'
const SURVIVOR = '00000000-0000-4000-8000-00000000000a'
const aliases = [{ entity: `works:${LOSER}`, canonical_id: SURVIVOR }]

const loser = mirroredWork(LOSER, 1, { title: 'loser' })
const survivor = mirroredWork(SURVIVOR, 3, { title: 'survivor' })
const shown = (rows: Work[], changes: WriteChange[], known = aliases) =>
  foldTable(work, rows, changes, { aliases: known }).map(({ id, title, rev }) => [id, title, rev])

/** An edit of the loser that the server took for the survivor. */
const redirected = () =>
  answered(changeTo(LOSER, 'update', { title: 'merged' }), 4, { id: SURVIVOR, title: 'merged' })

it('shows an edit that went to the survivor there, and the merged row no more', () => {
  expect(shown([loser, survivor], [redirected()])).toEqual([[SURVIVOR, 'merged', 4]])
  expect(shown([loser], [redirected()])).toEqual([[SURVIVOR, 'merged', 4]])
  expect(shown([loser, survivor], [redirected()], [])).toEqual([[SURVIVOR, 'merged', 4]])
})

it('folds what waits for the merged row onto the survivor, under its id', () => {
  const waiting = changeTo(LOSER, 'update', { title: 'still typing' })
  expect(shown([loser, survivor], [redirected(), waiting])).toEqual([[SURVIVOR, 'still typing', 4]])
  expect(shown([survivor], [waiting])).toEqual([[SURVIVOR, 'still typing', 3]])
})

it('settles an edit that was redirected by the row that it went to', () => {
  const edit = redirected()
  const seen = (revs: Record<string, number>) =>
    settled([edit], { revOf: (id) => revs[id], lsn: null })
  expect(seen({ [LOSER]: 9, [SURVIVOR]: 3 })).toEqual([])
  expect(seen({ [SURVIVOR]: 4 })).toEqual([edit.seq])
})

it('shows both again when the merge is taken back, here or elsewhere', () => {
  const back = changeTo(LOSER, 'update', { deleted_at: null, merged_into: null })
  const buried = new Map([[LOSER, loser]])
  const both = foldTable(work, [survivor], [back], { aliases, buried }).map(({ id }) => id)
  expect(both.sort()).toEqual([SURVIVOR, LOSER])
  const typed = changeTo(SURVIVOR, 'update', { title: 'apart' })
  const again = mirroredWork(LOSER, 5, { title: 'again' })
  expect(shown([survivor, again], [typed])).toEqual([
    [SURVIVOR, 'apart', 3],
    [LOSER, 'again', 5],
  ])
  const late = changeTo(LOSER, 'update', { title: 'to itself' })
  expect(shown([survivor, again], [late])).toEqual([
    [SURVIVOR, 'survivor', 3],
    [LOSER, 'to itself', 5],
  ])
})

it('follows merges of merges, and ends where they run in a circle', () => {
  const third = '00000000-0000-4000-8000-00000000000c'
  const chain = [...aliases, { entity: `works:${SURVIVOR}`, canonical_id: third }]
  const waiting = changeTo(LOSER, 'update', { title: 'far' })
  expect(shown([mirroredWork(third, 2)], [waiting], chain)).toEqual([[third, 'far', 2]])
  const circle = [...aliases, { entity: `works:${SURVIVOR}`, canonical_id: LOSER }]
  expect(shown([], [waiting], circle)).toEqual([])
})

it('takes a change that only points to a merged row for its own', () => {
  const file = '00000000-0000-4000-8000-00000000000f'
  const own = answered(changeTo(file, 'insert', { title: 'file' }), 1, { title: 'file' })
  const pointing = { ...own.receipt, canonical_id: SURVIVOR } as WriteChange['receipt'] & object
  expect(shown([], [{ ...own, receipt: pointing }], [])).toEqual([[file, 'file', 1]])
})
