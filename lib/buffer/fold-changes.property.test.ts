import fc from 'fast-check'
import { expect, it } from 'vitest'
import { applyPatch } from '../overlay/apply-patch.ts'
import type { Entity } from '../schema/entity.ts'
import { fromWire } from '../schema/wire.ts'
import { work } from '../schema/work.ts'
import { freshBuffer } from '../testing/indexeddb.ts'
import type { NewChange, WriteChange } from './change.ts'

const anyWork = work as unknown as Entity // only its fields are read
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
