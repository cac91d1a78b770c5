import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { device, insert, remove, update } from './testing/changes.ts'
import { type Library, openLibrary } from './testing/library.ts'

let library: Library

beforeAll(async () => {
  library = await openLibrary()
})

afterAll(() => library.database.drop())

/** A work that was saved a minute ago, at revision 1. */
async function savedWork(columns: Record<string, unknown> = {}): Promise<string> {
  const id = randomUUID()
  await library.apply([insert({ id, title: 'First', ...columns }, device()(-60_000))])
  return id
}

it('F28 C9 B-5 B-9 a late update does not bring a deleted row back, a restore does, exactly', async () => {
  const id = await savedWork({ topics: ['a'], notes: 'n' })
  const before = await library.row(id)
  expect(await library.tell(remove(id, device()(-1000)))).toEqual({
    id: expect.any(String),
    outcome: 'applied',
    rev: 2,
  })
  const late = await library.tell(update({ id, title: 'Late' }, device()(-10)))
  expect(late).toMatchObject({ code: 'DELETED', retryable: false })
  const restored = await library.tell(update({ id, deleted_at: null }, device()(-5)))
  expect(restored).toMatchObject({ outcome: 'applied', rev: 3, row: { notes: 'n' } })
  const { rev, clock, lww, updated_at, ...same } = before ?? {}
  expect(await library.row(id)).toMatchObject(same)
})

it('F28 C9 an insert of a deleted row, old or new, does not bring it back', async () => {
  const id = await savedWork()
  await library.tell(remove(id, device()(-1000)))
  for (const offset of [-30_000, -10]) {
    const again = await library.tell(insert({ id, title: 'Again' }, device()(offset)))
    expect(again).toMatchObject({ code: 'DELETED' })
  }
  expect(await library.row(id)).toMatchObject({ deleted_at: expect.any(String), rev: 2 })
})

it('compares a delete with the last delete or restore alone, never with edits', async () => {
  const id = await savedWork()
  await library.tell(update({ id, title: 'Newer edit' }, device()(-1000)))
  expect(await library.tell(remove(id, device()(-30_000)))).toMatchObject({ outcome: 'applied' })
  await library.tell(update({ id, deleted_at: null }, device()(-5000)))
  const older = await library.tell(remove(id, device()(-6000)))
  expect(older).toMatchObject({ code: 'STALE', row: { id, title: 'Newer edit' } })
})

it('refuses a restore that is older than the delete, and all it carries', async () => {
  const id = await savedWork()
  await library.tell(remove(id, device()(-1000)))
  const older = update({ id, deleted_at: null, notes: 'x' }, device()(-2000))
  expect(await library.tell(older)).toMatchObject({ code: 'STALE' })
  expect(await library.row(id)).toMatchObject({ notes: null, deleted_at: expect.any(String) })
})

it('C9 has nothing to do where a row is deleted twice, or was never there', async () => {
  const id = await savedWork()
  await library.tell(remove(id, device()(-2000)))
  const twice = await library.tell(remove(id, device()(-1000)))
  expect(twice).toMatchObject({ outcome: 'noop', rev: 2 })
  const never = await library.tell(remove(randomUUID(), device()(-1000)))
  expect(never).toEqual({ id: expect.any(String), outcome: 'noop', rev: 0 })
})

it('restores and edits in one change', async () => {
  const id = await savedWork()
  await library.tell(remove(id, device()(-2000)))
  const both = update({ id, deleted_at: null, title: 'Back' }, device()(-1000))
  expect(await library.tell(both)).toMatchObject({ outcome: 'applied', row: { title: 'Back' } })
})
