import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { entities, syncedTables } from '../../lib/schema/entities.ts'
import type { Entity } from '../../lib/schema/entity.ts'
import { device, insert, update } from './testing/changes.ts'
import { identified, writableColumns } from './testing/entities.ts'
import { type Library, openLibrary } from './testing/library.ts'
import { REVIEWED_CARD } from './testing/values.ts'

let library: Library

beforeAll(async () => {
  library = await openLibrary()
  await library.apply([insert(REVIEWED_CARD, { table: 'cards' })])
})

afterAll(() => library.database.drop())

/** A row of which every column holds something else than its default. */
function filledPayload(entity: Entity): Record<string, unknown> {
  const payload: Record<string, unknown> = { id: crypto.randomUUID() }
  for (const [name, values] of Object.entries(writableColumns(entity))) {
    const { fallback } = entity.columns.get(name) ?? {}
    const filled = values.filter((value) => JSON.stringify(value) !== JSON.stringify(fallback))
    const [value] = fc.sample(filled, { numRuns: 1, seed: 7 })
    payload[name] = value
  }
  return { ...payload, id: identified(entity, payload) ?? payload.id }
}

/** Everything about a row that a patch of one column must leave alone. */
function others(row: Record<string, unknown> = {}, patched: string): Record<string, unknown> {
  const moving = ['rev', 'clock', 'lww', 'updated_at', 'server_at', patched]
  return Object.fromEntries(Object.entries(row).filter(([name]) => !moving.includes(name)))
}

const changing = syncedTables.filter((table) => !('appendOnly' in entities[table]))

describe.each(changing)('patching %s', (table) => {
  const entity = entities[table] as unknown as Entity // a member of the catalogue is an Entity
  const writable = Object.entries(writableColumns(entity))
  const columns = writable.filter(([name]) => entity.columns.get(name)?.access === 'open')

  it.each(columns)(
    'F13 B-4 a patch of %s leaves every other column as it was',
    async (name, values) => {
      const payload = filledPayload(entity)
      const id = String(payload.id)
      await library.apply([insert(payload, { table, ...device()(-2000) })])
      const before = await library.row(id, table)
      const [value] = fc.sample(values, { numRuns: 1, seed: 11 })
      const set = entity.columns.get(name)?.merge === 'elements'
      const patch = { id, [name]: set ? { add: ['new'] } : value }
      const { errors } = await library.apply([update(patch, { table, ...device()(-1000) })])
      expect(errors).toBeUndefined()
      expect(others(await library.row(id, table), name)).toEqual(others(before, name))
    },
  )

  const nullable = columns.filter(([name]) => entity.columns.get(name)?.presence === 'optional')
  it.each(nullable)('F13 null clears %s and nothing else', async (name) => {
    const payload = filledPayload(entity)
    const id = String(payload.id)
    await library.apply([insert(payload, { table, ...device()(-2000) })])
    const before = await library.row(id, table)
    await library.apply([update({ id, [name]: null }, { table, ...device()(-1000) })])
    const after = await library.row(id, table)
    expect(after?.[name]).toBeNull()
    expect(others(after, name)).toEqual(others(before, name))
  })
})

describe('columns that merge part by part', () => {
  const work = (columns: object) => ({ id: crypto.randomUUID(), title: 'T', ...columns })

  it('adds and removes tags without touching the others, in the order they came', async () => {
    const payload = work({ topics: ['b', 'a', 'c'] })
    await library.apply([insert(payload, device()(-3000))])
    const one = update({ id: payload.id, topics: { add: ['e', 'd', 'a'], remove: ['c'] } })
    await library.apply([one])
    expect(await library.row(payload.id)).toMatchObject({ topics: ['b', 'a', 'e', 'd'] })
  })

  it('keeps tags that two devices added offline, and lets a later removal win', async () => {
    const payload = work({ topics: ['old'] })
    await library.apply([insert(payload, device()(-9000))])
    const patch = (topics: object, ms: number) => update({ id: payload.id, topics }, device()(ms))
    await library.apply([patch({ add: ['mine'] }, -1000), patch({ add: ['theirs'] }, -5000)])
    const earlier = await library.tell(patch({ remove: ['mine', 'old'] }, -4000))
    expect(earlier).toMatchObject({ outcome: 'partial', row: { topics: ['mine', 'theirs'] } })
    const later = await library.tell(patch({ remove: ['mine'] }, -500))
    expect(later).toMatchObject({ outcome: 'applied', row: { topics: ['theirs'] } })
    const late = await library.tell(patch({ add: ['mine'] }, -700))
    expect(late).toMatchObject({ code: 'STALE', row: { topics: ['theirs'] } })
  })

  it('lets an element that is both removed and added stay', async () => {
    const payload = work({ topics: ['a'] })
    await library.apply([insert(payload, device()(-3000))])
    const both = { add: ['a', 'b'], remove: ['a', 'b'] }
    const answer = await library.tell(update({ id: payload.id, topics: both }, device()(-1000)))
    expect(answer).toMatchObject({ row: { topics: ['a', 'b'] } })
  })

  it('takes the list of an insert over a live row as tags to add', async () => {
    const payload = work({ topics: ['a'] })
    await library.apply([insert(payload, device()(-3000))])
    await library.apply([insert({ ...payload, topics: ['b'] }, device()(-1000))])
    expect(await library.row(payload.id)).toMatchObject({ topics: ['a', 'b'] })
  })

  it('merges metadata and provenance key by key; null takes a key away', async () => {
    const payload = work({ metadata: { a: 1, b: { deep: [1] } }, provenance: { title: 'x' } })
    await library.apply([insert(payload, device()(-9000))])
    const patch = (metadata: object, ms: number) =>
      update({ id: payload.id, metadata, provenance: { doi: 'y' } }, device()(ms))
    await library.apply([patch({ b: null, c: true }, -1000)])
    await library.apply([patch({ a: 2, b: 'late', c: false }, -5000)])
    expect(await library.row(payload.id)).toMatchObject({
      metadata: { a: 2, c: true },
      provenance: { title: 'x', doi: 'y' },
    })
  })
})
