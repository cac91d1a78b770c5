import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { BatchResponse } from '../../../lib/wire/batch.ts'
import { applyBatch } from '../batch.ts'
import { NOW_MS } from '../testing/changes.ts'
import { memoryStore } from '../testing/memory-store.ts'
import { applyToModel, columnsOf, type Model } from '../testing/model.ts'
import { perform, type Scripted, scripts } from '../testing/scripts.ts'
import type { StoredRow } from './rows.ts'

/** What each change of a batch was told, as the model tells it. */
function toldBy({ responses, errors = [] }: BatchResponse, script: Scripted[]) {
  const told = new Map<string | null, object>()
  for (const { id, outcome, rev } of responses) told.set(id, { outcome, rev })
  for (const { id, code } of errors) told.set(id, { code })
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

function columnsIn({
  title,
  notes,
  metadata,
  rev,
  lww,
  updated_at,
  topics,
  deleted_at,
}: StoredRow) {
  const tags = Array.isArray(topics) ? topics.toSorted() : topics
  const moving = { rev, lww, updatedAt: updated_at, deleted: deleted_at !== null }
  return { title, notes, metadata, topics: tags, ...moving }
}

it('does to a work what the model of the rules does', async () => {
  const sizes = fc.integer({ min: 1, max: 8 })
  const property = fc.asyncProperty(scripts, sizes, async (edits, size) => {
    const [store, owner, script] = [memoryStore(), randomUUID(), perform(edits)]
    const told = []
    for (let from = 0; from < script.length; from += size) {
      const part = script.slice(from, from + size)
      told.push(...toldBy(await applyBatch(store, owner, part, NOW_MS), part))
    }
    const model = runModel(script)
    expect(told).toEqual(model.told)
    expect(store.rows(owner).map(({ row }) => columnsIn(row))).toEqual(
      model.row === undefined ? [] : [columnsOf(model.row)],
    )
  })
  await fc.assert(property, { numRuns: 150 })
}, 60_000)
