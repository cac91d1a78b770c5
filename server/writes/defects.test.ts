import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { edgeId } from '../../lib/schema/edge.ts'
import { change, device, insert, NOW_MS, update } from './testing/changes.ts'
import { type Library, openLibrary } from './testing/library.ts'
import { REVIEWED_CARD } from './testing/values.ts'

let library: Library

beforeAll(async () => {
  library = await openLibrary()
})

afterAll(() => library.database.drop())

it('B-4 marking a favourite leaves tags, type and authors', async () => {
  const id = randomUUID()
  const authors = [{ family: 'Curie', role: 'author' }]
  await library.tell(
    insert({ id, title: 'T', topics: ['a'], work_type: 'book', authors }, device()(-2000)),
  )
  await library.tell(update({ id, favorite: true }, device()(-1000)))
  expect(await library.row(id)).toMatchObject({
    favorite: true,
    topics: ['a'],
    work_type: 'book',
    authors,
  })
})

it('B-5 a stale change is told so, a replayed insert regresses nothing, no change wins for want of a time', async () => {
  const id = randomUUID()
  const saved = insert({ id, title: 'old' }, device()(-9000))
  await library.tell(saved)
  await library.tell(update({ id, title: 'new' }, device()(-1000)))
  expect(await library.tell(update({ id, title: 'stale' }, device()(-5000)))).toMatchObject({
    ...{ code: 'STALE', retryable: false, row: { title: 'new' } },
  })
  expect(await library.tell({ ...saved, id: randomUUID() })).toMatchObject({ code: 'STALE' })
  const timeless = update({ id, title: 'timeless' }, { created_at: NOW_MS - 8000 })
  expect(await library.tell(timeless)).toMatchObject({ code: 'STALE' })
})

it('B-32 edges and cards can be updated', async () => {
  const [from_id, to_id] = [randomUUID(), randomUUID()]
  const edge = { id: edgeId('cites', from_id, to_id), relation: 'cites', from_id, to_id }
  const card = { ...REVIEWED_CARD, id: randomUUID() }
  for (const [table, payload, patch] of [
    ['edges', edge, { position: 'a1' }],
    ['cards', card, { back: 'An answer.' }],
  ] as const) {
    await library.tell(change('insert', { table, payload, ...device()(-2000) }))
    const edit = change('update', {
      table,
      payload: { id: payload.id, ...patch },
      ...device()(-1000),
    })
    expect(await library.tell(edit)).toMatchObject({ outcome: 'applied', rev: 2, row: patch })
  }
})

it('B-35 stores lists of objects and empty lists as what they are', async () => {
  const id = randomUUID()
  const authors = [
    { family: 'Curie', role: 'author' },
    { family: 'Noether', role: 'editor' },
  ]
  await library.tell(insert({ id, title: 'T', authors, metadata: { list: [], of: [{ a: [] }] } }))
  expect(await library.row(id)).toMatchObject({
    authors,
    metadata: { list: [], of: [{ a: [] }] },
  })
  await library.tell(update({ id, authors: [] }, { created_at: NOW_MS + 1 }))
  expect(await library.row(id)).toMatchObject({ authors: [] })
})
