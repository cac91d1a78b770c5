import { beforeEach, expect, it } from 'vitest'
import { freshSuffix } from '../testing/indexeddb.ts'
import { commit, PositionForgottenError } from './commit.ts'
import { forgetPositions } from './forget.ts'
import type { RowStep } from './log-batch.ts'
import { type MirrorDatabase, openMirror, rowsOf } from './mirror-database.ts'

const COUNT = 200
let mirror: MirrorDatabase

beforeEach(async () => {
  mirror = openMirror(freshSuffix())
  const ids = Array.from({ length: COUNT }, (_, i) => `work ${i}`)
  await write(true, new Map(ids.map((id) => [id, step({ id, title: id, rev: 1 })])), null)
})

const step = (values: Record<string, unknown>, more: Partial<RowStep> = {}): RowStep => ({
  ...{ whole: true, gone: false, values: values as RowStep['values'] },
  ...more,
})

function write(replace: boolean, rows: Map<string, RowStep>, after: string | null) {
  const position = { handle: 'h', offset: '1_0', lsn: '1', after } as const
  return commit(mirror, 'works', { replace, rows }, position, 1)
}

const position = () => mirror.shapes.get('works')

it('B-27 writes the rows that a message changes, and no other', async () => {
  let written = 0
  const rows = rowsOf(mirror, 'works')
  const count = () => {
    written += 1
  }
  rows.hook('creating', count)
  rows.hook('updating', count)
  rows.hook('deleting', count)
  const changed = step({ id: 'work 7', title: 'changed', rev: 2 }, { whole: false })
  const gone = step({ id: 'work 8' }, { gone: true, whole: false })
  await write(
    false,
    new Map([
      ['work 7', changed],
      ['work 8', gone],
    ]),
    'h',
  )
  expect(written).toBe(2)
  expect(await rows.count()).toBe(COUNT - 1)
  expect(await rows.get('work 7')).toMatchObject({ title: 'changed', rev: 2 })
})

it('keeps what is shown when the mirror is to be loaded anew, until the new rows are there', async () => {
  await forgetPositions(mirror)
  expect((await position())?.handle).toBeUndefined()
  expect(await rowsOf(mirror, 'works').count()).toBe(COUNT)
  await write(true, new Map([['only', step({ id: 'only', title: 'only', rev: 1 })]]), null)
  expect(await rowsOf(mirror, 'works').toArray()).toMatchObject([{ id: 'only' }])
})

it('refuses a batch that goes on from a position which was forgotten meanwhile', async () => {
  await forgetPositions(mirror)
  const late = new Map([['late', step({ id: 'late', title: 'late', rev: 9 })]])
  await expect(write(false, late, 'h')).rejects.toThrow(PositionForgottenError)
  expect(await rowsOf(mirror, 'works').get('late')).toBeUndefined()
  expect((await position())?.handle).toBeUndefined()
})
