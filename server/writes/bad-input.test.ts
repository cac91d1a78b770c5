import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { batchResponse } from '../../lib/wire/batch.ts'
import { change, insert, NOW_MS, update } from './testing/changes.ts'
import { type Library, openLibrary } from './testing/library.ts'

let library: Library

beforeAll(async () => {
  library = await openLibrary()
})

afterAll(() => library.database.drop())

const work = (columns: object) => insert({ id: randomUUID(), title: 'T', ...columns })
const nested = (depth: number) => JSON.parse(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`)

/** Applies something bad between two good changes; both must get in. */
async function between(bad: unknown) {
  const [before, after] = [work({}), work({})]
  const answer = await library.apply([before, bad, after])
  expect(batchResponse.safeParse(answer).success).toBe(true)
  expect(answer.applied).toEqual(expect.arrayContaining([before.id, after.id]))
  return answer.errors?.[0]
}

describe('F30 B2 what no row can hold', () => {
  it.each<[string, unknown]>([
    ['NUL in a text', work({ title: 'a\0b' })],
    ['NUL in metadata', work({ metadata: { a: { b: '\0' } } })],
    ['NUL in a key', work({ metadata: { '\0': 1 } })],
    ['NUL in a tag', work({ topics: ['\0'] })],
    ['half a character in a text', work({ title: '\ud800' })],
    ['half a character in an author', work({ authors: [{ family: '\udfff' }] })],
    ['half a character in metadata', work({ metadata: { a: '\ud800' } })],
    ['a number beyond all numbers', work({ metadata: { a: JSON.parse('1e999') } })],
    ['a year beyond an integer', work({ year: 2 ** 40 })],
    ['a year of no number', work({ year: '1984' })],
    ['half a year', work({ year: 1984.5 })],
    ['an object for a text', work({ title: { a: 1 } })],
    ['a list for a text', work({ title: ['a'] })],
    ['a text for a list', work({ topics: 'a' })],
    ['a number for a flag', work({ favorite: 1 })],
    ['null for what is never null', work({ topics: null })],
    ['no title', insert({ id: randomUUID() })],
    ['an empty title', work({ title: ' ' })],
    ['a date in words', work({ accessed_at: 'yesterday' })],
    ['an endless date', work({ accessed_at: 'infinity' })],
    ['a date after all dates', work({ accessed_at: '294277-01-01T00:00:00Z' })],
    ['the year zero', work({ accessed_at: '0000-01-01T00:00:00Z' })],
    ['a date that leaves its year', work({ accessed_at: '9999-12-31T23:59:59-14:00' })],
    ['a month too many', work({ publishing_date: '2024-13' })],
    ['a type that is none', work({ work_type: "paper'); DROP TABLE works; --" })],
    ['a script for an address', work({ url: 'javascript:alert(1)' })],
    ['a text too long', work({ notes: 'x'.repeat(65_537) })],
    ['authors too many', work({ authors: Array(6_001).fill({ family: 'a' }) })],
    ['metadata too deep', work({ metadata: nested(40) })],
    ['a change far too deep', work({ metadata: nested(5_000) })],
    ['a change deeper than jsonb goes', work({ metadata: nested(50_000) })],
    ['a number as no database has it', work({ year: JSON.parse('1e200000') })],
    ['an id that is none', insert({ id: "'; DROP TABLE works; --", title: 'T' })],
    ['no id', insert({ title: 'T' })],
    ['an update that replaces a set', update({ id: randomUUID(), topics: ['a'] })],
    ['an operation that is none', { ...work({}), op: 'truncate' }],
    ['a payload of text', { ...work({}), payload: 'x' }],
    ['a payload of nothing', { ...work({}), payload: null }],
    ['a clock that is none', { ...work({}), hlc: 'zzzz' }],
    ['a number for a clock', { ...work({}), hlc: 17 }],
    ['a time before time', { ...work({}), created_at: -1 }],
    ['a time after time', { ...work({}), created_at: 1e300 }],
    ['a time of no number', { ...work({}), created_at: 'now' }],
    ['a client that is none', { ...work({}), client_id: "'; --" }],
    ['a sequence beyond all numbers', { ...work({}), seq: 2 ** 60 }],
    ['a group that is none', { ...work({}), group: 'group' }],
    ['a version that is none', { ...work({}), v: 'one' }],
  ])('is refused by itself: %s', async (_name, bad) => {
    expect(await between(bad)).toMatchObject({ code: 'INVALID', retryable: false })
  })

  it.each<[unknown]>([
    [null],
    [7],
    ['x'],
    [[]],
    [{}],
    [[[]]],
    [{ id: 7 }],
    [{ id: 'x'.repeat(9999) }],
  ])('is refused where a change should stand: %j', async (bad) => {
    expect(await between(bad)).toMatchObject({ code: 'INVALID', retryable: false })
  })

  it('is refused with the name of its field, without its value', async () => {
    const error = await between(work({ title: 'secret\0' }))
    expect(error?.error).toMatch(/"title" holds characters that are no text\. Correct it/)
    const inside = await between(work({ metadata: { secret: '\0' } }))
    expect(inside?.error).toMatch(/"metadata"/)
    expect(inside?.error).not.toMatch(/secret/)
  })

  it('is refused where it is too large, in bytes', async () => {
    const notes = Object.fromEntries(Array.from({ length: 9 }, (_, n) => [n, '漢'.repeat(21_000)]))
    const error = await between(work({ metadata: notes }))
    expect(error).toMatchObject({ code: 'TOO_LARGE', retryable: false })
  })
})

it('F30 answers anything at all with receipts and errors, and loses no neighbour', async () => {
  const anything = fc.oneof(
    fc.anything({ withNullPrototype: false, maxDepth: 3 }),
    fc
      .record(
        {
          id: fc.oneof(fc.uuid(), fc.string()),
          table: fc.constantFrom('works', 'assets', 'x'),
          op: fc.constantFrom('insert', 'update', 'delete', 'x'),
          payload: fc.oneof(
            fc.object({ maxDepth: 2 }),
            fc.record({ id: fc.uuid(), title: fc.string({ unit: 'binary' }) }),
          ),
          created_at: fc.oneof(fc.constant(NOW_MS), fc.double()),
          hlc: fc.oneof(fc.string(), fc.constant('0'.repeat(16)), fc.constant('f'.repeat(16))),
          seq: fc.double(),
          group: fc.oneof(fc.uuid(), fc.string()),
        },
        { requiredKeys: ['id', 'table'] },
      )
      .map((value) => value as unknown),
  )
  const asJson = (value: unknown) => JSON.parse(JSON.stringify(value) ?? 'null')
  const property = fc.asyncProperty(fc.array(anything, { maxLength: 5 }), async (bad) => {
    const good = work({})
    const answer = await library.apply([...bad.map(asJson), good])
    expect(batchResponse.safeParse(answer).success).toBe(true)
    expect(answer.applied).toContain(good.id)
    expect(answer.applied.length + (answer.errors?.length ?? 0)).toBe(bad.length + 1)
  })
  await fc.assert(property, { numRuns: 150 })
}, 120_000)

it('gives a change that Postgres alone refuses an error of its own', async () => {
  const { pool } = library.database
  await pool.query(`ALTER TABLE works ADD CONSTRAINT test CHECK (notes <> 'forbidden')`)
  const batch = Array.from({ length: 30 }, (_, n) =>
    work({ notes: n % 7 === 3 ? 'forbidden' : 'fine' }),
  )
  const { applied, errors } = await library.apply(batch)
  await pool.query('ALTER TABLE works DROP CONSTRAINT test')
  expect(applied).toHaveLength(26)
  expect(errors?.map(({ id }) => id)).toEqual([3, 10, 17, 24].map((n) => batch[n]?.id))
  for (const error of errors ?? []) {
    expect(error).toMatchObject({ code: 'INVALID', retryable: false })
    expect(error.error).not.toMatch(/constraint|works|forbidden/)
  }
})

it('says what is wrong with a table that a change names', async () => {
  const error = await between(change('insert', { table: 'presets', payload: { id: randomUUID() } }))
  expect(error).toMatchObject({ code: 'UNKNOWN_TABLE', error: expect.stringMatching(/Update/) })
})
