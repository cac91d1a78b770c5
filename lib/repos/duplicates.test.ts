import { expect, it } from 'vitest'
import { type MirrorRow, rowsOf } from '../electric/mirror-database.ts'
import { mirroredWork } from '../overlay/testing/changes.ts'
import { openFreshLibrary } from '../testing/library.ts'
import { workInsert, workUpdate } from '../testing/works.ts'
import { findSame } from './duplicates.ts'
import type { OpenLibrary } from './library.ts'

const [ONE, TWO] = ['a', 'b'].map((end) => `00000000-0000-4000-8000-00000000000${end}`) as [
  string,
  string,
]
const withDoi = (doi: string, id = crypto.randomUUID() as string) => ({
  ...workInsert(doi, id),
  payload: { id, title: doi, doi },
})

async function mirror({ mirror }: OpenLibrary, row: object) {
  await rowsOf(mirror, 'works').put(row as MirrorRow) // as the mirror keeps them
}

it('finds a queued work again at the same cost, however many others wait or were sent', async () => {
  const open = openFreshLibrary()
  const many = Array.from({ length: 400 }, (_, i) => withDoi(`10.1/${i}`))
  const queued = await open.buffer.enqueue(many)
  await open.buffer.claim(
    queued.slice(0, 100).map(({ id }) => id),
    'boot',
  )
  let read = 0
  for (const store of [open.buffer.db.queue, open.buffer.db.batches]) {
    store.hook('reading', (record: object) => {
      read += 1
      return record
    })
  }
  for (const n of [50, 350]) {
    expect(await findSame({ doi: `10.1/${n}` })).toMatchObject({ title: `10.1/${n}` })
  }
  expect(await findSame({ doi: '10.1/none' })).toBeUndefined()
  expect(read).toBeGreaterThan(0)
  expect(read).toBeLessThan(10)
})

it('goes by what a work is called now, and not by what it was called once', async () => {
  const open = openFreshLibrary()
  await mirror(open, mirroredWork(ONE, 3, { doi: '10.1/old' }))
  await open.buffer.enqueue(workUpdate(ONE, { doi: '10.1/new' }))
  expect(await findSame({ doi: '10.1/old' })).toBeUndefined()
  expect(await findSame({ doi: '10.1/new' })).toMatchObject({ id: ONE })
  await open.buffer.enqueue({ table: 'works', op: 'delete', payload: { id: ONE } })
  expect(await findSame({ doi: '10.1/new' })).toBeUndefined()
})

it('finds a work that was deleted and brought back before the mirror knows of it', async () => {
  const open = openFreshLibrary()
  const row = mirroredWork(ONE, 3, { doi: '10.1/back' }) as unknown as MirrorRow // as the mirror keeps them
  await open.mirror.buried.put({ table: 'works', id: ONE, row, at: 0 } as never) // all that is read of it
  await open.buffer.enqueue(workUpdate(ONE, { deleted_at: null }))
  expect(await findSame({ doi: '10.1/back' })).toMatchObject({ id: ONE })
})

it('finds the survivor that an answer tells of before the mirror does', async () => {
  const open = openFreshLibrary()
  const [edit] = await open.buffer.enqueue(workUpdate(TWO, { notes: 'n' }))
  const id = edit?.id ?? ''
  await open.buffer.claim([id], 'boot')
  const row = { id: ONE, title: 'survivor', doi: '10.1/both', rev: 4 }
  const receipt = { id, outcome: 'redirected', rev: 4, canonical_id: ONE, row }
  await open.buffer.markApplied([id], [receipt as never], '1') // outcome is one of the wire's
  expect(await findSame({ doi: '10.1/both' })).toMatchObject({ id: ONE, title: 'survivor' })
})
