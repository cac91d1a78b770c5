import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { annotationId } from '../../lib/schema/annotation-target.ts'
import { edgeId } from '../../lib/schema/edge.ts'
import type { WireChange } from '../../lib/wire/batch.ts'
import { device, insert, remove, update } from './testing/changes.ts'
import { type Library, openLibrary } from './testing/library.ts'
import { REVIEWED_CARD } from './testing/values.ts'

let library: Library

beforeAll(async () => {
  library = await openLibrary()
})

afterAll(() => library.database.drop())

/** A cites edge between two things that need not be there, as a client adds it: also as a restore. */
function edgePayload(more: { label?: string } = {}) {
  const [from_id, to_id] = [randomUUID(), randomUUID()]
  const id = edgeId('cites', from_id, to_id)
  return { id, relation: 'cites', from_id, to_id, deleted_at: null, ...more }
}

const target = {
  type: 'pdf' as const,
  sha256: 'ef'.repeat(32),
  page: 4,
  shape: 'rectangle' as const,
  rects: [{ x: 0, y: 0.5, width: 1, height: 0.25 }],
}
const annotationPayload = () => ({ id: annotationId(target), target, deleted_at: null })

const edges = { table: 'edges' }
const add = (payload: object, about: Partial<WireChange> = {}) =>
  insert(payload as WireChange['payload'], { ...edges, ...about })

it('F42 takes an edge only under the id of its relation and its ends', async () => {
  const payload = edgePayload()
  const forged = await library.tell(add({ ...payload, id: randomUUID() }))
  expect(forged).toMatchObject({ code: 'INVALID', retryable: false })
  expect(await library.tell(add(payload))).toMatchObject({ outcome: 'applied', rev: 1 })
})

it('F42 B-25 adding an edge again is one edge, and a restore of what was removed', async () => {
  const by = device()
  const payload = edgePayload({ label: 'p. 3' })
  await library.tell(add(payload, by(-9000)))
  const { label: _label, ...again } = payload
  expect(await library.tell(add(again, by(-8000)))).toMatchObject({ outcome: 'noop', rev: 1 })
  await library.tell(remove(payload.id, { ...edges, ...by(-7000) }))
  const restored = await library.tell(add(again, by(-6000)))
  expect(restored).toMatchObject({ outcome: 'applied', row: { id: payload.id, label: 'p. 3' } })
  const { rows } = await library.database.pool.query(
    'SELECT deleted_at FROM edges WHERE from_id = $1',
    [payload.from_id],
  )
  expect(rows).toEqual([{ deleted_at: null }])
})

it('F42 an edge that was added before it was removed elsewhere stays removed', async () => {
  const payload = edgePayload()
  await library.tell(add(payload, device()(-9000)))
  await library.tell(remove(payload.id, { ...edges, ...device()(-2000) }))
  const late = await library.tell(add({ ...payload, label: 'late' }, device()(-5000)))
  expect(late).toMatchObject({ code: 'STALE' })
  expect(await library.row(payload.id, 'edges')).toMatchObject({ label: null })
})

it('F42 the ends of an edge and the place of an annotation never move', async () => {
  const [edge, annotation] = [edgePayload(), annotationPayload()]
  await library.apply([add(edge), insert(annotation, { table: 'annotations' })])
  const moved = update({ id: edge.id, to_id: randomUUID() }, edges)
  expect(await library.tell(moved)).toMatchObject({ code: 'INVALID' })
  const other = { id: annotation.id, target: { ...target, page: 5 } }
  const turned = await library.tell(update(other, { table: 'annotations' }))
  expect(turned).toMatchObject({ code: 'INVALID' })
})

it('F43 B-31 two people mark the same place in the same file, and both have it', async () => {
  const payload = { ...annotationPayload(), notes: 'my own' }
  const [one, two] = [await library.another(), await library.another()]
  for (const person of [one, two]) {
    const told = await person.tell(insert(payload, { table: 'annotations' }))
    expect(told).toMatchObject({ outcome: 'applied', rev: 1, row: { owner_id: person.ownerId } })
  }
})

it.each([
  ['edges', edgePayload(), { label: 'new' }],
  ['cards', { ...REVIEWED_CARD, id: randomUUID() }, { front: 'new' }],
  ['annotations', annotationPayload(), { notes: 'new' }],
  ['collections', { id: randomUUID(), name: 'C' }, { name: 'new' }],
  ['activities', { id: randomUUID(), title: 'A' }, { title: 'new' }],
])('B-32 a row of %s can be changed', async (table, payload, patch) => {
  const owner = await library.another()
  const by = device()
  await owner.tell(insert(payload, { table, ...by(-2000) }))
  const told = await owner.tell(update({ id: payload.id, ...patch }, { table, ...by(-1000) }))
  expect(told).toMatchObject({ outcome: 'applied', rev: 2, row: patch })
})

it('B-35 lists of objects arrive as lists, and so does the empty one', async () => {
  const participants = [{ family: 'Noether', role: 'lecturer' }, { literal: 'Bourbaki' }]
  for (const list of [participants, []]) {
    const id = randomUUID()
    const payload = { id, title: 'A', participants: list, metadata: { list } }
    await library.tell(insert(payload, { table: 'activities' }))
    const row = await library.row(id, 'activities')
    expect(row).toMatchObject({ participants: list, metadata: { list } })
  }
})

it('B-34 each value comes back as the type that it was sent as', async () => {
  const id = randomUUID()
  const bytes = 2 ** 40 + 1
  const sent = { bytes, page_count: 7, favorite: true, metadata: { n: 1.5, list: [1, 'a', null] } }
  const told = await library.tell(insert({ id, ...sent }, { table: 'assets' }))
  const moment = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  expect(told).toMatchObject({ row: { ...sent, created_at: moment, updated_at: moment, rev: 1 } })
})

it('F44 a review is only ever added: neither a change nor a delete of one is taken', async () => {
  await library.tell(insert(REVIEWED_CARD, { table: 'cards' }))
  const table = { table: 'review_logs' }
  const reviewed_at = '2026-02-01T00:00:00.000Z'
  const log = { id: randomUUID(), card_id: REVIEWED_CARD.id, rating: 3, reviewed_at }
  await library.tell(insert({ ...log, before: REVIEWED_CARD.schedule }, table))
  const before = await library.row(log.id, 'review_logs')
  for (const change of [update({ id: log.id, rating: 4 }, table), remove(log.id, table)]) {
    const told = await library.tell(change)
    expect(told).toMatchObject({ code: 'INVALID', retryable: false })
    expect(told).toHaveProperty('error', expect.stringContaining('kept as it was made'))
  }
  expect(await library.row(log.id, 'review_logs')).toEqual(before)
})

it('F44 the database itself keeps a review as it was made', async () => {
  await library.tell(insert({ ...REVIEWED_CARD, id: randomUUID() }, { table: 'cards' }))
  const { pool } = library.database
  const changing = pool.query('UPDATE review_logs SET rating = 5 - rating')
  await expect(changing).rejects.toMatchObject({ code: '23514' })
})
