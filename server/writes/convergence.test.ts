import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { BatchResponse } from '../../lib/wire/batch.ts'
import { at, insert, NOW_MS, update } from './testing/changes.ts'
import { type Library, openLibrary } from './testing/library.ts'
import { applyToModel, columnsOf, type Model } from './testing/model.ts'
import { perform, type Scripted, scripts } from './testing/scripts.ts'

/** A property is hundreds of transactions; a busy machine takes its time for them. */
const SLOW_MS = 120_000

let library: Library

beforeAll(async () => {
  library = await openLibrary()
})

afterAll(() => library.database.drop())

/** What each change of a batch was told, as the model tells it. */
function toldBy({ responses, errors = [] }: BatchResponse, script: Scripted[]) {
  const told = new Map<string, object>()
  for (const { id, outcome, rev } of responses) told.set(id, { outcome, rev })
  for (const { id, code } of errors) told.set(String(id), { code })
  return script.map(({ id }) => told.get(id))
}

function runModel(script: Scripted[]): { row: Model | undefined; told: object[] } {
  let row: Model | undefined
  const told = script.map((change) => {
    const after = applyToModel(row, change, NOW_MS)
    row = after.row
    return after.told
  })
  return { row, told }
}

async function stored(id: string) {
  const row = await library.row(id)
  if (row === undefined) return undefined
  const { title, notes, metadata, rev, lww, updated_at, topics, deleted_at } = row
  const updatedAt = new Date(String(updated_at)).toISOString()
  const sorted = Array.isArray(topics) ? topics.toSorted() : topics
  const deleted = deleted_at !== null
  return { title, notes, metadata, rev, lww, updatedAt, topics: sorted, deleted }
}

const batchSizes = fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 4 })

it(
  'does to a work what the model of the rules does, however the changes are batched',
  async () => {
    const property = fc.asyncProperty(scripts, batchSizes, async (edits, sizes) => {
      const script = perform(edits)
      const told: unknown[] = []
      for (let from = 0, turn = 0; from < script.length; turn++) {
        const part = script.slice(from, from + (sizes[turn % sizes.length] ?? 1))
        told.push(...toldBy(await library.apply(part), part))
        from += part.length
      }
      const model = runModel(script)
      expect(told).toEqual(model.told)
      expect(await stored(String(script[0]?.payload.id))).toEqual(model.row && columnsOf(model.row))
    })
    await fc.assert(property, { numRuns: 150 })
  },
  SLOW_MS,
)

it(
  'leaves the same rows when every batch is sent again, in any overlap',
  async () => {
    const property = fc.asyncProperty(scripts, fc.nat(), async (edits, cut) => {
      const script = perform(edits)
      const half = cut % script.length
      await library.apply(script.slice(0, half + 1))
      await library.apply(script.slice(half))
      const id = String(script[0]?.payload.id)
      const once = await library.row(id)
      await library.apply(script.slice(half))
      await library.apply(script)
      expect(await library.row(id)).toEqual(once)
    })
    await fc.assert(property, { numRuns: 60 })
  },
  SLOW_MS,
)

it('F27 B-7 fifty writers at once converge to the highest stamp, whatever the order', async () => {
  const id = randomUUID()
  await library.apply([insert({ id, title: 'T' }, { client_id: randomUUID(), hlc: at(-90_000) })])
  const writers = Array.from({ length: 50 }, (_, index) =>
    update(
      { id, notes: `writer ${index}`, topics: { add: [`tag ${index}`] } },
      { client_id: randomUUID(), seq: 1, hlc: at(-1000 - ((index * 7) % 50)) },
    ),
  )
  await Promise.all(writers.map((writer) => library.apply([writer])))
  const row = await library.row(id)
  expect(row).toMatchObject({ notes: 'writer 0', lww: at(-1000) })
  expect(row?.topics).toHaveLength(50)
})

it('F27 fifty devices that save the same new work at once make one row of it', async () => {
  const id = randomUUID()
  const devices = Array.from({ length: 50 }, (_, index) =>
    insert(
      { id, title: `device ${index}`, topics: [`tag ${index}`] },
      { client_id: randomUUID(), seq: 1, hlc: at(-1000 + index) },
    ),
  )
  const answers = await Promise.all(devices.map((change) => library.apply([change])))
  expect(answers.flatMap(({ errors = [] }) => errors)).toEqual([])
  const row = await library.row(id)
  expect(row).toMatchObject({ title: 'device 49', lww: at(-1000 + 49) })
  expect(row?.topics).toHaveLength(50)
})

it('lets batches over the same works through in any order, each whole', async () => {
  const ids = Array.from({ length: 12 }, () => randomUUID())
  const batch = (writer: number) => {
    const order = writer % 2 === 0 ? ids : ids.toReversed()
    const clock = { client_id: randomUUID(), hlc: at(-1000 + writer) }
    return order.map((id, seq) => insert({ id, title: `writer ${writer}` }, { ...clock, seq }))
  }
  const writers = Array.from({ length: 20 }, (_, writer) => library.apply(batch(writer)))
  for (const { errors } of await Promise.all(writers)) {
    expect((errors ?? []).every(({ code }) => code === 'STALE')).toBe(true)
  }
  for (const id of ids) expect(await library.row(id)).toMatchObject({ title: 'writer 19' })
})
