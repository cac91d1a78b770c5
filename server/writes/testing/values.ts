import fc from 'fast-check'
import { ASSET_ROLES } from '../../../lib/schema/asset.ts'
import { CSL_TYPES } from '../../../lib/schema/csl-type.ts'
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
const url = fc.webUrl()

/** An object of which no key is cleared, for a null at the top takes a key away. */
const object = fc
  .dictionary(filled, fc.jsonValue({ depthSize: 'small' }), { maxKeys: 4 })
  .map((value): Record<string, unknown> => JSON.parse(JSON.stringify(value)))
  .map((value) => Object.fromEntries(Object.entries(value).filter(([, part]) => part !== null)))
  .filter((value) => JSON.stringify(value).isWellFormed() && !JSON.stringify(value).includes('\\u'))

const author = fc.record(
  {
    family: text,
    given: text,
    orcid: fc.constant('0000-0002-1825-0097'),
    role: fc.constant('editor'),
  },
  { requiredKeys: ['role'] },
)

/** Values of each column, where its type alone doesn't say what it may hold. */
export const VALUES: Record<string, fc.Arbitrary<unknown>> = {
  work_type: fc.constantFrom(...WORK_TYPES),
  csl_type: fc.constantFrom(...CSL_TYPES),
  role: fc.constantFrom(...ASSET_ROLES),
  title: filled,
  doi: text.map((value) => value.toLowerCase()),
  authors: fc.array(author, { maxLength: 4 }),
  topics: fc.uniqueArray(text, { maxLength: 6 }),
  publishing_date: fc.constantFrom('1687', '2024-05', '2024-02-29'),
  year: fc.integer({ min: -5000, max: 3000 }),
  page_count: fc.integer({ min: 1, max: 1_000_000 }),
  url,
  canonical_url: url,
  source_url: url,
  color: fc.constantFrom('#00ff7F', '#abcdef'),
  sha256: fc.constant('0123456789abcdef'.repeat(4)),
  work_id: fc.constant(null),
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
