import fc from 'fast-check'
import { expect, it } from 'vitest'
import { applyPatch } from '../overlay/apply-patch.ts'
import type { Entity } from '../schema/entity.ts'
import { fromWire } from '../schema/wire.ts'
import { work } from '../schema/work.ts'
import { freshBuffer } from '../testing/indexeddb.ts'
import { workInsert, workUpdate } from '../testing/works.ts'
import { limits } from '../wire/limits.ts'
import type { NewChange, WriteChange } from './change.ts'

const anyWork = work as unknown as Entity // only its fields are read
const ID = '00000000-0000-4000-8000-000000000001'

type Said = Pick<WriteChange, 'op' | 'payload'>
interface Row {
  values: Record<string, unknown>
  deleted: boolean
}

/** What a server that holds `row` makes of changes that nothing competes with. */
function applied(row: Row | null, changes: readonly Said[]): Row | null {
  return changes.reduce(step, row)
}

function step(row: Row | null, { op, payload }: Said): Row | null {
  if (op === 'delete') return row && { ...row, deleted: true }
  if (op === 'update' && !row) return row
  const restores = payload.deleted_at === null
  if (row?.deleted && !restores) return row
  const values = applyPatch(work.fields, row?.values ?? {}, fromWire(anyWork, payload))
  return { values, deleted: false }
}

/** A row to compare: sets have no order, and what says nothing is as what is not there. */
function plain(row: Row | null) {
  if (!row) return null
  const values = Object.entries(row.values).filter(([, value]) => value !== null)
  const sorted = values.map(([name, value]) => [name, name === 'topics' ? sortedSet(value) : value])
  return { ...row, values: Object.fromEntries(sorted.filter(([, value]) => !isEmpty(value))) }
}

const sortedSet = (value: unknown) => [...new Set(value as string[])].sort()
const isEmpty = (value: unknown) =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0

const topic = fc.constantFrom('a', 'b', 'c', 'd')
const topics = fc.array(topic, { maxLength: 3 })
const keys = fc.dictionary(fc.constantFrom('x', 'y', 'z'), fc.constantFrom(null, 1, 2))
const columns = {
  title: fc.constantFrom('one', 'two', 'three'),
  year: fc.constantFrom(null, 1999, 2001),
  notes: fc.constantFrom(null, 'n'),
  metadata: keys,
}
const patch = fc.record(
  { ...columns, topics: fc.record({ add: topics, remove: topics }, { requiredKeys: [] }) },
  { requiredKeys: [] },
)
const update = patch.map((payload): Said => ({ op: 'update', payload }))
const insert = fc
  .record({ ...columns, topics }, { requiredKeys: ['title'] })
  .map((payload): Said => ({ op: 'insert', payload }))

/** What a person can do to a row: edit one that is there, delete it, take that back. */
const deeds = fc.array(fc.oneof({ weight: 4, arbitrary: update }, fc.constantFrom('toggle')), {
  maxLength: 12,
})

/** The deeds as changes: a toggle deletes what is there and brings back what is not. */
function changesOf(first: Said[], all: (Said | string)[]): Said[] {
  let there = true
  const changes = [...first]
  for (const deed of all) {
    if (typeof deed !== 'string') {
      if (there) changes.push(deed)
      continue
    }
    const restore: Said = { op: 'update', payload: { deleted_at: null } }
    changes.push(there ? { op: 'delete', payload: {} } : restore)
    there = !there
  }
  return changes
}

/** What a queue makes of changes of one row. */
async function queuedAs(
  changes: readonly Said[],
  more: Partial<NewChange> = {},
  buffer = freshBuffer(),
): Promise<WriteChange[]> {
  const id = crypto.randomUUID()
  const all = changes.map(({ op, payload }): NewChange => {
    return { table: 'works', op, payload: { ...payload, id }, ...more }
  })
  await buffer.enqueue(all)
  return buffer.ofEntity('works', id)
}

/** Enough for a slow machine: these are many small transactions. */
const PATIENCE = 60_000

it(
  'F16 B-21 does with one or two changes what any number of edits of a mirrored row does',
  async () => {
    const buffer = freshBuffer()
    await fc.assert(
      fc.asyncProperty(deeds, async (all) => {
        const there: Row = {
          values: { title: 'zero', topics: ['a', 'e'], metadata: { x: 0 } },
          deleted: false,
        }
        const changes = changesOf([], all)
        const queued = await queuedAs(changes, { base_rev: 3 }, buffer)
        expect(plain(applied(there, queued))).toEqual(plain(applied(there, changes)))
        expect(queued.length).toBeLessThanOrEqual(2)
      }),
      { numRuns: 200 },
    )
    expect((await buffer.account()).difference).toBe(0)
  },
  PATIENCE,
)

it(
  'F16 holds one change at the most for a row that no server has seen',
  async () => {
    const buffer = freshBuffer()
    await fc.assert(
      fc.asyncProperty(insert, deeds, async (first, all) => {
        const changes = changesOf([first], all)
        const queued = await queuedAs(changes, {}, buffer)
        const after = applied(null, changes)
        expect(plain(applied(null, queued))).toEqual(after?.deleted ? null : plain(after))
        expect(queued.length).toBe(after?.deleted ? 0 : 1)
      }),
      { numRuns: 200 },
    )
    expect((await buffer.account()).difference).toBe(0)
  },
  PATIENCE,
)

it('composes sets: added then removed is removed, removed then added is added', async () => {
  const set = (topics: unknown): Said => ({ op: 'update', payload: { topics } })
  const [one] = await queuedAs([
    set({ add: ['a'], remove: ['b'] }),
    set({ add: ['b'], remove: ['a'] }),
  ])
  expect(one?.payload.topics).toEqual({ add: ['b'], remove: ['a'] })
})

it('keeps two patches apart that were made on different revs, unless the later says all anew', async () => {
  const buffer = freshBuffer()
  await buffer.enqueue({ ...workUpdate(ID, { title: 'a' }), base_rev: 3 })
  await buffer.enqueue({ ...workUpdate(ID, { notes: 'n' }), base_rev: 4 })
  expect(await buffer.getAll()).toHaveLength(2)
  await buffer.enqueue({ ...workUpdate(ID, { notes: 'm', year: 2000 }), base_rev: 5 })
  expect(await buffer.getAll()).toMatchObject([
    { payload: { title: 'a' }, base_rev: 3 },
    { payload: { notes: 'm', year: 2000 }, base_rev: 5 },
  ])
})

it('B-21 sends the last clock, under the id and at the place of the first', async () => {
  const buffer = freshBuffer()
  const [first] = await buffer.enqueue(workInsert('a', ID))
  await buffer.enqueue(workInsert('other'))
  const [last] = await buffer.enqueue(workUpdate(ID, { title: 'b' }))
  const [folded] = await buffer.getAll()
  expect(folded).toMatchObject({ id: first?.id, seq: first?.seq, op: 'insert', hlc: last?.hlc })
  expect((last?.hlc ?? '') > (first?.hlc ?? '')).toBe(true)
})

it('never folds into a change that was sent, not even after it came back', async () => {
  const buffer = freshBuffer()
  const [first] = await buffer.enqueue(workInsert('a', ID))
  await buffer.claim([first?.id ?? ''], 'boot', Date.now() + 1000)
  await buffer.enqueue(workUpdate(ID, { title: 'b' }))
  await buffer.release(() => true)
  await buffer.enqueue(workUpdate(ID, { title: 'c' }))
  expect(await buffer.getAll()).toMatchObject([
    { op: 'insert', payload: { title: 'a' }, net_attempts: 1 },
    { op: 'update', payload: { title: 'c' }, net_attempts: 0 },
  ])
})

it('folds a correction into a grouped insert, and nothing else across groups', async () => {
  const buffer = freshBuffer()
  const [one, two] = [crypto.randomUUID(), crypto.randomUUID()]
  await buffer.enqueue([{ ...workInsert('a', ID), group: one }])
  await buffer.enqueue(workUpdate(ID, { title: 'b' }))
  await buffer.enqueue({ ...workUpdate(ID, { title: 'c' }), group: two })
  expect(await buffer.getAll()).toMatchObject([
    { group: one, payload: { title: 'b' } },
    { group: two, payload: { title: 'c' } },
  ])
})

it('never lets a change overtake what it needs by folding', async () => {
  const buffer = freshBuffer()
  const asset = crypto.randomUUID()
  await buffer.enqueue({ table: 'assets', op: 'insert', payload: { id: asset } })
  await buffer.enqueue(workInsert('parent', ID))
  await buffer.enqueue({ table: 'assets', op: 'update', payload: { id: asset, work_id: ID } })
  expect((await buffer.peek(10)).map(({ table, op }) => `${op} ${table}`)).toEqual([
    'insert assets',
    'insert works',
    'update assets',
  ])
})

it('keeps two changes where one would be too large to be sent', async () => {
  const buffer = freshBuffer()
  const text = 'x'.repeat(64 * 1024)
  const metadata = (prefix: string) =>
    Object.fromEntries(Array.from({ length: 5 }, (_, i) => [`${prefix}${i}`, text]))
  await buffer.enqueue({
    ...workInsert('big', ID),
    payload: { id: ID, title: 'big', metadata: metadata('a') },
  })
  await buffer.enqueue(workUpdate(ID, { metadata: metadata('b') }))
  const sizes = (await buffer.getAll()).map(({ payload }) => JSON.stringify(payload).length)
  expect(sizes).toHaveLength(2)
  expect(Math.max(...sizes)).toBeLessThan(limits.changeBytes)
})

it('sends a made and deleted row after all where another change hangs on it', async () => {
  const buffer = freshBuffer()
  await buffer.enqueue(workInsert('parent', ID))
  const payload = { id: crypto.randomUUID(), work_id: ID }
  await buffer.enqueue({ table: 'assets', op: 'insert', payload })
  await buffer.enqueue({ table: 'works', op: 'delete', payload: { id: ID } })
  expect((await buffer.getAll()).map(({ op }) => op)).toEqual(['insert', 'insert', 'delete'])
})

it('brings a made and deleted row back exactly, as a new change, for 90 days', async () => {
  let now = Date.now()
  const buffer = freshBuffer({ now: () => now })
  const [first] = await buffer.enqueue(workInsert('kept', ID))
  await buffer.enqueue(workUpdate(ID, { topics: { add: ['x'] } }))
  await buffer.enqueue({ table: 'works', op: 'delete', payload: { id: ID } })
  expect(await buffer.getAll()).toEqual([])
  now += 1000
  await buffer.enqueue(workUpdate(ID, { deleted_at: null }))
  const [back] = await buffer.getAll()
  expect(back).toMatchObject({ op: 'insert', payload: { id: ID, title: 'kept', topics: ['x'] } })
  expect(back?.created_at).toBe(first?.created_at)
  expect(back?.id).not.toBe(first?.id)
  expect((back?.hlc ?? '') > (first?.hlc ?? '')).toBe(true)
  await buffer.enqueue({ table: 'works', op: 'delete', payload: { id: ID } })
  now += 91 * 24 * 3_600_000
  await buffer.enqueue([workInsert('other', crypto.randomUUID())])
  const other = (await buffer.getAll())[0]
  await buffer.enqueue({ table: 'works', op: 'delete', payload: { id: other?.payload.id } })
  expect(await buffer.db.withdrawn.count()).toBe(1)
  expect(await buffer.account()).toMatchObject({ pending: 0, difference: 0 })
})
