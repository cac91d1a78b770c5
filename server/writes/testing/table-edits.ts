import fc from 'fast-check'
import { annotationId } from '../../../lib/schema/annotation-target.ts'
import { edgeId } from '../../../lib/schema/edge.ts'
import type { WireChange } from '../../../lib/wire/batch.ts'
import { REVIEWED_CARD } from './values.ts'

/** What a change does to a row of a table, without its clock. */
export interface TableEdit {
  table: string
  op: WireChange['op']
  payload: Record<string, unknown>
}

const WORKS = ['1', '2', '3'].map((n) => `a${n}000000-0000-4000-8000-000000000000`)
const MISSING = 'ff000000-0000-4000-8000-000000000000'
const OTHERS = ['1', '2'].map((n) => `b${n}000000-0000-4000-8000-000000000000`)

const word = fc.constantFrom('x', 'y', 'z')
const tag = fc.constantFrom('a', 'b', '__proto__')
const tags = fc.uniqueArray(tag)
const metadata = fc.dictionary(fc.constantFrom('a', 'b', 'toString'), fc.option(word), {
  maxKeys: 2,
})
const work = fc.constantFrom(...WORKS)
const end = fc.option(fc.constantFrom(...WORKS, MISSING))

type Values = Record<string, fc.Arbitrary<unknown>>

/** What a row of a table may be given; a set is patched with what is added and removed. */
const TABLES: Record<string, { ids: string[]; required: Values; optional: Values; set?: string }> =
  {
    works: {
      ids: WORKS,
      required: { title: word },
      optional: {
        notes: fc.option(word),
        metadata,
        doi: fc.option(fc.constantFrom('10.1/a', '10.1/b')),
        // Now and then what no schema allows.
        year: fc.option(fc.constantFrom(1999, 2001, 2010, 2020, 2024, 'never')),
      },
      set: 'topics',
    },
    assets: { ids: OTHERS, required: {}, optional: { work_id: end, filename: word, metadata } },
    collections: { ids: OTHERS, required: { name: word }, optional: { icon: word }, set: 'tags' },
    activities: { ids: OTHERS, required: { title: word }, optional: { notes: word, metadata } },
    cards: {
      ids: [REVIEWED_CARD.id, ...OTHERS],
      required: { front: word, schedule: fc.constant(REVIEWED_CARD.schedule) },
      optional: { work_id: end, back: fc.option(word) },
    },
    review_logs: {
      ids: OTHERS,
      required: {
        card_id: fc.constantFrom(REVIEWED_CARD.id, MISSING),
        rating: fc.constantFrom(1, 4),
        reviewed_at: fc.constant('2026-01-01T00:00:00.000Z'),
        before: fc.constant(REVIEWED_CARD.schedule),
      },
      optional: {},
    },
  }

/** Rows whose id is that of their content. */
const target = fc.constantFrom('https://a.example/', 'https://b.example/').map((url) => ({
  ...{ type: 'web' as const, url, canonicalUrl: url, position: { start: 0, end: 1 } },
  quote: { exact: 'q', prefix: '', suffix: '' },
}))
const marks = fc
  .tuple(fc.constantFrom('insert', 'update', 'delete'), target, end, fc.option(word), tags)
  .map(([op, of, work_id, notes, some]): TableEdit => {
    const id = annotationId(of)
    if (op === 'insert') {
      return { table: 'annotations', op, payload: { target: of, work_id, notes, tags: some } }
    }
    const payload = op === 'update' ? { id, notes, work_id, tags: { remove: some } } : { id }
    return { table: 'annotations', op: op as 'update', payload }
  })
const edges = fc
  .tuple(
    fc.constantFrom('insert', 'insert', 'update', 'delete'),
    fc.constantFrom('relatedTo' as const, 'cites' as const),
    work,
    fc.constantFrom(...WORKS, ...OTHERS),
    fc.option(word),
  )
  .map(([op, relation, from_id, to_id, label]): TableEdit => {
    const id = edgeId(relation, from_id, to_id)
    if (op === 'insert') {
      return { table: 'edges', op, payload: { relation, from_id, to_id, label, deleted_at: null } }
    }
    return { table: 'edges', op: op as 'update', payload: op === 'update' ? { id, label } : { id } }
  })

const plain = Object.entries(TABLES).flatMap(([table, { ids, required, optional, set }]) => {
  const id = fc.constantFrom(...ids)
  const row: Values = { id, ...required, ...optional }
  const [added, patched] = [tags, fc.record({ add: tags, remove: tags })]
  const inserts = fc.record(set === undefined ? row : { ...row, [set]: added }, {
    requiredKeys: ['id', ...Object.keys(required)],
  })
  const restored = fc.constant(null)
  const patch: Values = {
    ...row,
    ...(set === undefined ? {} : { [set]: patched }),
    deleted_at: restored,
  }
  // The whole of an undone merge is both: the row is there again, and its own.
  const undone = fc.record({ id, deleted_at: restored, merged_into: restored })
  const updates = fc.oneof(
    { weight: 8, arbitrary: fc.record(patch, { requiredKeys: ['id'] }) },
    { weight: table === 'works' ? 1 : 0, arbitrary: undone },
  )
  const edit = (op: WireChange['op']) => (payload: Record<string, unknown>) => ({
    ...{ table, op, payload },
  })
  return [
    { weight: table === 'works' ? 4 : 1, arbitrary: inserts.map(edit('insert')) },
    { weight: table === 'works' ? 8 : 2, arbitrary: updates.map(edit('update')) },
    { weight: 1, arbitrary: fc.record({ id }).map(edit('delete')) },
  ]
})

/** What makes the rows that the edits are about; the edges and annotations come by themselves. */
export const firstEdits: TableEdit[] = [
  ...WORKS.map((id, n) => ({
    table: 'works',
    op: 'insert' as const,
    payload: { id, title: `${n}` },
  })),
  { table: 'cards', op: 'insert', payload: { ...REVIEWED_CARD } },
  ...['assets', 'activities', 'collections'].map((table) => ({
    ...{ table, op: 'insert' as const, payload: { id: OTHERS[0], name: 'n', title: 't' } },
  })),
]

/** Any edit of any table's few rows: most of them meet one another. */
export const tableEdits: fc.Arbitrary<TableEdit> = fc.oneof(
  ...plain,
  { weight: 3, arbitrary: edges },
  { weight: 3, arbitrary: marks },
)
