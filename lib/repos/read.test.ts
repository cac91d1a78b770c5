import { expect, it } from 'vitest'
import { type MirrorRow, rowsOf } from '../electric/mirror-database.ts'
import { mirroredWork } from '../overlay/testing/changes.ts'
import { work } from '../schema/work.ts'
import { openFreshLibrary } from '../testing/library.ts'
import { workInsert, workUpdate } from '../testing/works.ts'
import { readAll, readOne } from './read.ts'

const LOSER = '00000000-0000-4000-8000-00000000000b'
const SURVIVOR = '00000000-0000-4000-8000-00000000000a'

it('reads a row by its own changes, however many others wait', async () => {
  const open = openFreshLibrary()
  const [mine] = await open.buffer.enqueue(workInsert('mine'))
  await open.buffer.enqueue(Array.from({ length: 300 }, (_, i) => workInsert(`other ${i}`)))
  let read = 0
  open.buffer.db.queue.hook('reading', (change) => {
    read += 1
    return change
  })
  const id = String(mine?.payload.id)
  expect(await readOne(open, work, id)).toMatchObject({ id, title: 'mine' })
  expect(read).toBeGreaterThan(0)
  expect(read).toBeLessThan(5)
})

it('answers for a merged row with the one that it has become, once an answer has said so', async () => {
  const open = openFreshLibrary()
  const rows = [mirroredWork(LOSER, 1), mirroredWork(SURVIVOR, 3, { title: 'survivor' })]
  await rowsOf(open.mirror, 'works').bulkPut(rows as unknown as MirrorRow[]) // as the mirror keeps them
  const [edit] = await open.buffer.enqueue(workUpdate(LOSER, { title: 'merged' }))
  const ids = [edit?.id ?? '']
  await open.buffer.claim(ids, 'boot')
  const row = { id: SURVIVOR, title: 'merged', rev: 4 }
  const receipt = { id: ids[0] ?? '', outcome: 'redirected', rev: 4, canonical_id: SURVIVOR, row }
  await open.buffer.markApplied(ids, [receipt as never], '1') // outcome is one of the wire's
  const expected = { id: SURVIVOR, title: 'merged', rev: 4 }
  expect(await readOne(open, work, LOSER)).toMatchObject(expected)
  expect(await readOne(open, work, SURVIVOR)).toMatchObject(expected)
  expect(await readAll(open, work)).toMatchObject([expected])
  await open.buffer.enqueue(workUpdate(LOSER, { title: 'typed on' }))
  expect(await readOne(open, work, LOSER)).toMatchObject({ id: SURVIVOR, title: 'typed on' })
  expect(await readAll(open, work)).toMatchObject([{ id: SURVIVOR, title: 'typed on' }])
})
