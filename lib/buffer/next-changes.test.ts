import { afterEach, expect, it, vi } from 'vitest'
import { freshBuffer } from '../testing/indexeddb.ts'
import { workInsert } from '../testing/works.ts'
import type { NewChange } from './change.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

/** Works in groups of a size, each saved as one. */
function groupsOf(size: number, count: number): NewChange[] {
  return Array.from({ length: count }, () => crypto.randomUUID()).flatMap((group) =>
    Array.from({ length: size }, (_, i) => ({ ...workInsert(`work ${i}`), group })),
  )
}

/** How many records are read from indexes while something runs. */
async function recordsRead(run: () => Promise<unknown>): Promise<number> {
  const read = vi.spyOn(IDBIndex.prototype, 'getAll')
  await run()
  return read.mock.results.reduce((sum, { value }) => sum + value.result.length, 0)
}

it('picks whole groups alone, also where the next one does not fit', async () => {
  const buffer = freshBuffer()
  await buffer.enqueue(groupsOf(2, 40))
  expect(await buffer.peek(10)).toHaveLength(10)
  expect(await buffer.peek(11)).toHaveLength(10)
})

it('picks a group that is larger than was asked for', async () => {
  const buffer = freshBuffer()
  await buffer.enqueue([...groupsOf(50, 1), ...groupsOf(1, 80)])
  expect(await buffer.peek(10)).toHaveLength(50)
})

it('reads no more of a long queue than it answers', async () => {
  const buffer = freshBuffer()
  await buffer.enqueue(Array.from({ length: 200 }, (_, i) => workInsert(`work ${i}`)))
  expect(await recordsRead(() => buffer.peek(10))).toBe(10)
})

it('does not read a long queue to its end for a group that does not fit', async () => {
  const buffer = freshBuffer()
  await buffer.enqueue(groupsOf(2, 300))
  expect(await recordsRead(() => buffer.peek(101))).toBeLessThan(300)
})

it('goes on behind what waits for a row that is on its way', async () => {
  const buffer = freshBuffer()
  const work = workInsert('made')
  await buffer.enqueue(work)
  await buffer.claim(
    (await buffer.peek(1)).map(({ id }) => id),
    'boot',
  )
  const title = (i: number) => ({ ...work.payload, title: `edited ${i}` })
  for (let i = 0; i < 3; i++) {
    await buffer.enqueue({
      table: 'works',
      op: 'update',
      payload: { id: work.payload.id, ...title(i) },
    })
  }
  const [other] = await buffer.enqueue(workInsert('other'))
  expect((await buffer.peek(1)).map(({ id }) => id)).toEqual([other?.id])
})
