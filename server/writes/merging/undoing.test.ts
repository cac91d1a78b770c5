import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { device, update } from '../testing/changes.ts'
import { type Library, openLibrary } from '../testing/library.ts'
import { EARLY, idOf, liveWorks, mergedIn, on, savingWith, undoing } from './testing/duplicates.ts'

let library: Library

beforeAll(async () => {
  library = await openLibrary()
})
beforeEach(async () => {
  library = await library.another()
})
afterAll(() => library.database.drop())

it('a merge can be undone with what each had, what was moved, and later edits where they went', async () => {
  const { survivor, loser } = await mergedIn(library, { title: 'Second', year: 2001 })
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

it('a merge can be undone also with its files, and never comes about again by itself', async () => {
  const saving = savingWith()
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
    await library.apply([update({ id, doi: second.payload.doi }, device()(30))])
  }
  expect(await liveWorks(library)).toHaveLength(2)
})

it('a merge can be undone by somebody whose clock is slow', async () => {
  const { loser } = await mergedIn(library)
  expect(await library.tell(undoing(loser, -3_600_000))).toMatchObject({
    outcome: 'applied',
    row: { id: loser },
  })
  expect(await liveWorks(library)).toHaveLength(2)
})

it('a merge can be undone once: undoing what is no merge restores, and does no harm', async () => {
  const { loser } = await mergedIn(library)
  await library.apply([undoing(loser)])
  expect(await library.tell(undoing(loser))).toMatchObject({ outcome: 'noop' })
  expect(await liveWorks(library)).toHaveLength(2)
})
