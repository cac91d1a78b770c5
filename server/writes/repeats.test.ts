import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { BatchResponse } from '../../lib/wire/batch.ts'
import { digestOf } from './content.ts'
import { change, device, insert, NOW_MS, remove, update } from './testing/changes.ts'
import { type Library, openLibrary } from './testing/library.ts'

let library: Library

beforeAll(async () => {
  library = await openLibrary()
})

afterAll(() => library.database.drop())

/** Inserts, edits, a delete and three kinds of refusals. */
function mixedBatch() {
  const [kept, gone] = [randomUUID(), randomUUID()]
  return [
    insert({ id: kept, title: 'Kept', topics: ['a'] }, device()(-9000)),
    insert({ id: gone, title: 'Gone' }, device()(-9000)),
    update({ id: kept, notes: 'n', topics: { add: ['b'] } }, device()(-8000)),
    update({ id: kept, notes: 'older' }, device()(-8500)),
    remove(gone, device()(-7000)),
    update({ id: gone, notes: 'late' }, device()(-6000)),
    insert({ id: randomUUID(), title: '' }, device()(-5000)),
    change('insert', { table: 'nonsense', payload: { id: randomUUID() } }),
  ]
}

/** An answer without what moves on by itself: time, positions, being a repeat, and the rows. */
function lasting({ applied, responses, errors }: BatchResponse) {
  const receipts = responses.map(({ outcome: _, row: __, rev: ___, ...rest }) => rest)
  return { applied, errors, responses: receipts }
}

/** What each receipt must say of its row, now that nothing happens any more. */
async function rowsAsTheyAre(ids: unknown[]) {
  const rows = await Promise.all(ids.map((id) => library.row(String(id))))
  return rows.map((row) =>
    row?.deleted_at ? { rev: row.rev, title: undefined } : { rev: row?.rev, title: row?.title },
  )
}

const shown = ({ responses }: BatchResponse) =>
  responses.map(({ rev, row }) => ({ rev, title: row?.title }))

async function everything() {
  const { pool } = library.database
  const works = await pool.query('SELECT * FROM works ORDER BY id')
  const log = await pool.query('SELECT * FROM write_log ORDER BY change_id')
  return { works: works.rows, log: log.rows }
}

it('F15 B-8 the same batch again leaves every row and gives every receipt as it was', async () => {
  const batch = mixedBatch()
  const first = await library.apply(batch)
  const after = await everything()
  expect(first.responses.map(({ outcome }) => outcome)).toEqual(Array(4).fill('applied'))
  expect(first.errors?.map(({ code }) => code)).toEqual([
    'STALE',
    'DELETED',
    'INVALID',
    'UNKNOWN_TABLE',
  ])
  for (let time = 1; time <= 3; time++) {
    const again = await library.apply(batch, NOW_MS + time * 86_400_000)
    expect(lasting(again)).toEqual(lasting(first))
    expect(again.responses.map(({ outcome }) => outcome)).toEqual(Array(4).fill('duplicate'))
    const repeated = batch.filter(({ id }) => first.applied.includes(id))
    expect(shown(again)).toEqual(await rowsAsTheyAre(repeated.map(({ payload }) => payload.id)))
  }
  expect(await everything()).toEqual(after)
})

it('F15 C4 fifty copies of a batch in parallel are applied once, and all answers agree', async () => {
  const batch = mixedBatch()
  const answers = await Promise.all(Array.from({ length: 50 }, () => library.apply(batch)))
  const [first, ...others] = answers.map(lasting)
  for (const other of others) expect(other).toEqual(first)
  const fresh = answers.flatMap(({ responses }) =>
    responses.filter(({ outcome }) => outcome !== 'duplicate'),
  )
  expect(fresh).toHaveLength(4)
  expect(await library.row(String(batch[0]?.payload.id))).toMatchObject({ rev: 2 })
})

it('F15 fifty parallel copies of a refused change are refused alike, and logged once', async () => {
  const bad = insert({ id: randomUUID(), title: '' })
  const answers = await Promise.all(Array.from({ length: 50 }, () => library.tell(bad)))
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  const { rowCount } = await library.database.pool.query(
    'SELECT 1 FROM write_log WHERE change_id = $1',
    [bad.id],
  )
  expect(rowCount).toBe(1)
})

it('F15 the same change twice in one batch is applied once', async () => {
  const id = randomUUID()
  const one = insert({ id, title: 'T' })
  const { applied, responses } = await library.apply([one, update({ id, notes: 'n' }), one])
  expect(applied).toEqual([one.id, expect.any(String), one.id])
  expect(responses.map(({ outcome }) => outcome)).toEqual(['applied', 'applied', 'duplicate'])
  expect(responses[2]?.row).toEqual(responses[0]?.row)
  expect(await library.row(id)).toMatchObject({ rev: 2, notes: 'n' })
})

it('B6 refuses another content under an id that was used, and leaves both rows alone', async () => {
  const [id, other] = [randomUUID(), randomUUID()]
  const one = insert({ id, title: 'T' })
  await library.apply([one])
  for (const content of [
    { payload: { id, title: 'U' } },
    { payload: { id: other, title: 'T' } },
    { op: 'update' as const },
    { table: 'assets', payload: { id: other } },
    { hlc: 'f'.repeat(16) },
    { group: randomUUID() },
  ]) {
    const reused = await library.tell({ ...one, ...content })
    expect(reused).toMatchObject({ code: 'ID_REUSE', retryable: false })
  }
  const { errors } = await library.apply([insert({ id: other, title: 'A' }, { id: one.id })])
  expect(errors).toMatchObject([{ code: 'ID_REUSE' }])
  expect(await library.row(id)).toMatchObject({ title: 'T', rev: 1 })
  expect(await library.row(other)).toBeUndefined()
})

it('knows a content again, however its JSON is written', async () => {
  const id = randomUUID()
  const one = insert({ id, title: 'T', metadata: { a: 1, b: 2 } })
  await library.apply([one])
  const { payload, ...rest } = one
  const rewritten = { payload: { metadata: { b: 2.0, a: 1 }, title: 'T', id }, ...rest }
  expect(await library.tell({ ...rewritten, deps: [], base_rev: 7, seq: 3 })).toMatchObject({
    outcome: 'duplicate',
  })
})

it('F15 tells of a change that was applied and would be refused today where its row is', async () => {
  const [id, never] = [randomUUID(), randomUUID()]
  const applied = [insert({ id, title: 'T' }), remove(never)]
  const refused = [insert({ id, title: '' }), insert({ id: never, title: '' })]
  await library.apply(applied)
  for (const [index, change] of refused.entries()) {
    // As an older server has it, whose schema was laxer.
    const hash = Buffer.from(digestOf(change).hash, 'hex')
    await library.database.pool.query(
      'UPDATE write_log SET change_id = $1, payload_hash = $2, rev = 7 WHERE change_id = $3',
      [change.id, hash, applied[index]?.id],
    )
  }
  const { responses } = await library.apply(refused)
  expect(responses).toMatchObject([
    { outcome: 'duplicate', rev: 1, row: { id, title: 'T' } },
    { outcome: 'duplicate', rev: 7 },
  ])
})

it('remembers no refusal that time may cure', async () => {
  const [work, asset] = [randomUUID(), randomUUID()]
  const early = change('insert', { table: 'assets', payload: { id: asset, work_id: work } })
  expect(await library.tell(early)).toMatchObject({ code: 'DEP_MISSING', retryable: true })
  await library.apply([insert({ id: work, title: 'T' })])
  expect(await library.tell(early)).toMatchObject({ outcome: 'applied' })
  const newer = { ...insert({ id: randomUUID(), title: 'T' }), v: 2 }
  expect(await library.tell(newer)).toMatchObject({ code: 'TOO_NEW', retryable: true })
  expect(await library.tell({ ...newer, v: 1 })).toMatchObject({ outcome: 'applied' })
})
