import fc from 'fast-check'
import { ACTIVITY_TYPES } from '../../../lib/schema/activity.ts'
import { ANNOTATION_KINDS } from '../../../lib/schema/annotation.ts'
import { ASSET_ROLES } from '../../../lib/schema/asset.ts'
import { CARD_TYPES } from '../../../lib/schema/card.ts'
import { CSL_TYPES } from '../../../lib/schema/csl-type.ts'
import { RELATIONS } from '../../../lib/schema/edge.ts'
import { LEARNING_STATES } from '../../../lib/schema/schedule.ts'
import { WORK_TYPES } from '../../../lib/schema/work.ts'

/** Text as a page or a person may give it: any script, quotes, SQL, no NUL and no half characters. */
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }).filter((value) => !value.includes('\0')),
  fc.constantFrom(
    "'; DROP TABLE works; --",
    '$1',
    '{"a":1}',
    '{a,"b"}',
    'NULL',
    '\\',
    '%s',
    '\t\n',
  ),
)
const filled = text.map((value) => `a${value}`)
const list = fc.array(text, { maxLength: 5 })
const date = fc
  .date({ min: new Date('0001-01-02'), max: new Date('9999-12-30'), noInvalidDate: true })
  .map((value) => value.toISOString())
const partialDate = fc.constantFrom('1687', '2024-05', '2024-02-29')
const url = fc.webUrl()

/** An object of which no key is cleared, for a null at the top takes a key away. */
const object = fc
  .dictionary(filled, fc.jsonValue({ depthSize: 'small' }), { maxKeys: 4 })
  .map((value): Record<string, unknown> => JSON.parse(JSON.stringify(value)))
  .map((value) => Object.fromEntries(Object.entries(value).filter(([, part]) => part !== null)))
  .filter((value) => JSON.stringify(value).isWellFormed() && !JSON.stringify(value).includes('\\u'))
  // The server takes these keys out, at any depth (B4).
  .filter((value) => !JSON.stringify(value).includes('"__proto__":'))

const author = fc.record(
  {
    family: text,
    given: text,
    orcid: fc.constant('0000-0002-1825-0097'),
    role: fc.constant('editor'),
  },
  { requiredKeys: ['role'] },
)

const participant = fc.record({ family: filled, given: text, role: text }, { requiredKeys: [] })

const share = fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value + 0)
const rect = fc.record({ x: share, y: share, width: share, height: share })
const sha256 = fc.constant('0123456789abcdef'.repeat(4))

/** An id, another one each time, whatever the seed: no two rows are the same by chance. */
export const fresh = fc.constant(null).map(() => crypto.randomUUID())

const target = fc.oneof(
  fc.record({
    type: fc.constant('pdf'),
    sha256: fresh.map((id) => id.replaceAll('-', '').repeat(2)),
    page: fc.integer({ min: 1, max: 1_000_000 }),
    shape: fc.constantFrom('highlight', 'rectangle'),
    rects: fc.array(rect, { minLength: 1, maxLength: 4 }),
  }),
  fc.record({
    type: fc.constant('web'),
    url,
    canonicalUrl: fresh.map((id) => `https://example.org/${id}`),
    quote: fc.record({ exact: filled, prefix: text, suffix: text }),
    position: fc.record({ start: fc.nat(), end: fc.nat() }),
  }),
)

const amount = fc.double({ min: 0, max: 36_500, noNaN: true }).map((value) => value + 0)
const schedule = fc.record({
  due: date,
  stability: amount,
  difficulty: amount,
  scheduledDays: amount,
  learningSteps: fc.nat({ max: 5 }),
  reps: fc.nat(),
  lapses: fc.nat(),
  state: fc.constantFrom(...LEARNING_STATES),
  lastReview: fc.option(date),
})

/** The card that every generated review is of; a test makes it first. */
export const REVIEWED_CARD = {
  id: 'c0ffee00-0000-4000-8000-000000000000',
  front: 'What is reviewed?',
  schedule: {
    ...{ due: '2026-01-01T00:00:00.000Z', lastReview: null, state: 'new', learningSteps: 0 },
    ...{ stability: 0, difficulty: 0, scheduledDays: 0, reps: 0, lapses: 0 },
  },
}

/** No two works have the same one: they would be merged. */
const identifier = fc.tuple(text, fresh).map(([value, id]) => value.toLowerCase() + id)

/** Values of each column, where its type alone doesn't say what it may hold. */
export const VALUES: Record<string, fc.Arbitrary<unknown>> = {
  work_type: fc.constantFrom(...WORK_TYPES),
  csl_type: fc.constantFrom(...CSL_TYPES),
  role: fc.constantFrom(...ASSET_ROLES),
  title: filled,
  doi: identifier,
  arxiv_id: identifier,
  pmid: identifier,
  isbn13: identifier,
  authors: fc.array(author, { maxLength: 4 }),
  topics: fc.uniqueArray(text, { maxLength: 6 }),
  publishing_date: partialDate,
  year: fc.integer({ min: -5000, max: 3000 }),
  page_count: fc.integer({ min: 1, max: 1_000_000 }),
  url,
  canonical_url: url,
  source_url: url,
  color: fc.constantFrom('#00ff7F', '#abcdef'),
  sha256,
  work_id: fc.constant(null),
  activity_type: fc.constantFrom(...ACTIVITY_TYPES),
  participants: fc.array(participant, { maxLength: 4 }),
  starts_on: partialDate,
  ends_on: partialDate,
  name: filled,
  tags: fc.uniqueArray(text, { maxLength: 6 }),
  from_id: fresh,
  to_id: fresh,
  relation: fc.constantFrom(...RELATIONS),
  position: fc.constantFrom('a0', 'a0V', 'b12', 'Zz'),
  target,
  annotation_kind: fc.constantFrom(...ANNOTATION_KINDS),
  annotation_id: fc.constant(null),
  card_type: fc.constantFrom(...CARD_TYPES),
  front: filled,
  schedule,
  before: schedule,
  card_id: fc.constant(REVIEWED_CARD.id),
  rating: fc.integer({ min: 1, max: 4 }),
  latency_ms: fc.nat(),
}

/** Values of any other column, by its type in Postgres. */
export const BY_TYPE: Record<string, fc.Arbitrary<unknown>> = {
  text,
  'text[]': list,
  jsonb: object,
  boolean: fc.boolean(),
  bigint: fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
  'timestamp(3) with time zone': date,
}
