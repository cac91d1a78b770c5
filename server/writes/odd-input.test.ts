import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { WireChange } from '../../lib/wire/batch.ts'
import { insert, NOW_MS, update } from './testing/changes.ts'
import { type Library, openLibrary } from './testing/library.ts'

let library: Library

beforeAll(async () => {
  library = await openLibrary()
})

afterAll(() => library.database.drop())

const work = (columns: object) => insert({ id: randomUUID(), title: 'T', ...columns })

async function accept(change: WireChange): Promise<void> {
  expect((await library.apply([change])).errors).toBeUndefined()
}

const SQL = [
  "'; DROP TABLE works; --",
  '$1 $2 %s %I :x',
  '{"a", NULL}',
  '\\x00 \\u0000 \\',
  "E'\\\\'' || pg_sleep(9) || ''",
  '{}',
  'clock',
  '__proto__',
]

it.each(SQL)('stores %j as the text that it is, in every place for texts', async (text) => {
  const id = randomUUID()
  const authors = [{ family: text, given: text, role: 'author' }]
  const metadata = { [`a${text}`]: text, csl: { [`b${text}`]: [text] } }
  const payload = { id, title: text, subtitle: text, topics: [text], issn: [text], notes: text }
  await accept(insert({ ...payload, authors, metadata, language: text }))
  expect(await library.row(id)).toMatchObject({ ...payload, authors, metadata, language: text })
  const away = { id, topics: { remove: [text] }, metadata: { [`a${text}`]: null } }
  await accept(update(away, { created_at: NOW_MS + 1 }))
  expect(await library.row(id)).toMatchObject({ topics: [], metadata: { csl: metadata.csl } })
})

it.each(['works; DROP TABLE works', 'pg_authid', 'owners', 'write_log', '__proto__', 'toString'])(
  'knows no table %j',
  async (table) => {
    const bad = { ...work({}), table }
    expect(await library.tell(bad)).toMatchObject({ code: 'UNKNOWN_TABLE', retryable: false })
  },
)

it('B4 leaves behind what is no column, the server’s own columns, and prototypes', async () => {
  const id = randomUUID()
  const hostile = JSON.parse(
    `{"id":"${id}","title":"T","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},
      "owner_id":"${randomUUID()}","rev":9,"clock":{"title":9},"merged_into":"${randomUUID()}",
      "deleted_at":"2020-01-01T00:00:00Z","title; DROP TABLE works":"x",
      "metadata":{"__proto__":{"polluted":1},"kept":1}}`,
  )
  await accept(insert(hostile))
  expect(await library.row(id)).toMatchObject({
    ...{ owner_id: library.ownerId, rev: 1, merged_into: null, deleted_at: null },
    metadata: { kept: 1 },
  })
  expect('polluted' in {}).toBe(false)
})

it('takes ids in capitals, and gives that of the change back as it was sent', async () => {
  const [change, entity] = [randomUUID().toUpperCase(), randomUUID()]
  const one = { ...insert({ id: entity.toUpperCase(), title: 'T' }), id: change }
  const first = await library.apply([one, one])
  expect(first.responses).toMatchObject([
    { id: change, outcome: 'applied', row: { id: entity } },
    { id: change, outcome: 'duplicate' },
  ])
  const lower = { ...one, id: change.toLowerCase() }
  expect(await library.tell(lower)).toMatchObject({ id: lower.id, outcome: 'duplicate' })
})

it('keeps numbers as JSON has them', async () => {
  const metadata = { tiny: 5e-324, huge: 1.7976931348623157e308, big: 2 ** 53 - 1, part: 0.1 }
  const one = work({ metadata })
  await accept(one)
  expect(await library.row(String(one.payload.id))).toMatchObject({ metadata })
})
