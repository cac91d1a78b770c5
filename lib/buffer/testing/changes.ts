import fc from 'fast-check'
import { workInsert, workUpdate } from '../../testing/works.ts'
import { entityKey, type NewChange, type WriteChange } from '../change.ts'
import { depsOf } from '../prepare.ts'

const WORKS = [1, 2, 3].map((n) => `00000000-0000-4000-8000-00000000000${n}`)
const ASSETS = [4, 5].map((n) => `00000000-0000-4000-8000-00000000000${n}`)
const CARDS = [6, 7].map((n) => `00000000-0000-4000-8000-00000000000${n}`)
const SCHEDULE = {
  ...{ due: '2026-01-01T00:00:00.000Z', stability: 0, difficulty: 0, scheduledDays: 0 },
  ...{ learningSteps: 0, reps: 0, lapses: 0, state: 'new', lastReview: null },
}
const REVIEW = { rating: 3, reviewed_at: '2026-01-02T00:00:00.000Z', before: SCHEDULE }
const change = (
  table: NewChange['table'],
  op: NewChange['op'],
  payload: Record<string, unknown>,
): NewChange => ({ table, op, payload })

const work = fc.constantFrom(...WORKS)
const asset = fc.constantFrom(...ASSETS)
const card = fc.constantFrom(...CARDS)

/** Changes of a few rows that hang on one another. */
export const newChange: fc.Arbitrary<NewChange> = fc.oneof(
  work.map((id) => workInsert('made', id)),
  work.map((id) => workUpdate(id, { title: 'edited' })),
  work.map((id) => workUpdate(id, { deleted_at: null })),
  work.map((id): NewChange => ({ table: 'works', op: 'delete', payload: { id } })),
  fc.tuple(asset, work).map(([id, work_id]) => change('assets', 'insert', { id, work_id })),
  fc.tuple(asset, work).map(([id, work_id]) => change('assets', 'update', { id, work_id })),
  card.map((id) => change('cards', 'insert', { id, front: 'front', schedule: SCHEDULE })),
  fc.tuple(card, work).map(([id, work_id]) => change('cards', 'update', { id, work_id })),
  card.map((card_id) => {
    return change('review_logs', 'insert', { id: crypto.randomUUID(), card_id, ...REVIEW })
  }),
)

/** A change as a page of the first version queues it, or had queued it. */
export function oldChange({ table, op, payload }: NewChange, more: object): WriteChange {
  const old = {
    ...{ id: crypto.randomUUID(), table, op, payload, created_at: 1, retry_count: 0, v: 1 },
    ...{ client_id: crypto.randomUUID(), hlc: '0190000000000007', ...depsOf(table, payload) },
    ...{ entity: entityKey(table, String(payload.id)), status: 'pending', ...more },
  }
  return old as WriteChange // its place is IndexedDB's to give
}
