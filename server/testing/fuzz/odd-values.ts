import fc from 'fast-check'

/** JSON that `JSON.stringify` never writes: a text `raw:…` in a body stands for it. */
const RAW_LITERALS = [
  '1e999',
  '-1e999',
  '1e-999',
  '-0',
  '123456789012345678901234567890.5',
  `1${'0'.repeat(5000)}`,
  String.raw`"\ud800"`,
  String.raw`"a\udfffb"`,
  String.raw`"\u0000"`,
  '{"id":1,"id":2,"title":"a","title":null}',
  `${'['.repeat(3000)}${']'.repeat(3000)}`,
  `${'{"a":'.repeat(3000)}1${'}'.repeat(3000)}`,
]
const RAW = 'raw:'

/** A body as text, with what stands for raw JSON put in. */
export function bodyText(value: unknown): string {
  const text = JSON.stringify(value) ?? 'null'
  return text.replace(/"raw:(\d+)"/g, (_all, index) => RAW_LITERALS[Number(index)] ?? 'null')
}

export const SQL = [
  "'; DROP TABLE works; --",
  "' OR '1'='1",
  'x; ROLLBACK; SELECT pg_sleep(9); SAVEPOINT y',
  "$$; SELECT set_config('app.owner', '', false); $$",
  '") ; DELETE FROM write_log; --',
  '{"a",NULL}',
  '\\x00',
  '%s $1 %I',
  "E'\\'",
]

const texts = fc.oneof(
  fc.constantFrom(
    ...SQL,
    '',
    ' ',
    '\0',
    'a\0b',
    '\ud800',
    '\u202e\ufeff',
    'null',
    'NULL',
    '{}',
    '[]',
  ),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom(65_536, 65_537, 600_000).map((length) => 'x'.repeat(length)),
)

const numbers = fc.oneof(
  fc.constantFrom(-1, 0.5, 2 ** 31, -(2 ** 31) - 1, 2 ** 53, 2 ** 63, 5e-324, 1e200),
  fc.double(),
  fc.maxSafeInteger(),
)

const dates = fc.constantFrom(
  ...['infinity', '-infinity', 'yesterday', 'now', 'epoch', '4714-11-24 BC', '2024-W01-1'],
  ...['294277-01-01T00:00:00Z', '0000-01-01T00:00:00Z', '9999-12-31T23:59:59-23:59'],
  ...['2024-02-30T00:00:00Z', '2024-01-01T25:00:00Z', '2024-01-01T00:00:00.123456789Z'],
  ...['2024-13', '0000', '99999', '2024-1-1', '-2024-01-01T00:00:00Z'],
)

const ID = '6ba7b810-9dad-41d1-80b4-00c04fd430c8'
const ids = fc.constantFrom(
  ...[ID.toUpperCase(), `{${ID}}`, `urn:uuid:${ID}`, ID.replaceAll('-', ''), `${ID}0`, ID.slice(1)],
  ...['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff', `${ID}\0`],
  ...['g'.repeat(36), '1', `${ID}'--`],
)

/** Parsed each time: only so do these keys become the object's own. */
const prototypes = fc
  .constantFrom(
    '{"__proto__":{"polluted":1}}',
    '{"constructor":{"prototype":{"polluted":1}}}',
    '{"toString":null,"hasOwnProperty":1,"toJSON":"x"}',
    '{"add":["a"],"remove":["a"],"__proto__":["a"]}',
  )
  .map((text): unknown => JSON.parse(text))

const shapes = fc.oneof(
  fc.constantFrom(null, true, [], {}, [[]], [null], { add: 1 }, { add: [[]] }, { length: 1 }),
  fc.integer({ min: 30, max: 60 }).map(nested),
  fc.constantFrom(1001, 6001, 20_000).map((length) => Array<string>(length).fill('a')),
  prototypes,
)

/** What has no business where it is put: the wrong type, too large, no date, no id, half a character, SQL. */
export const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  texts,
  numbers,
  dates,
  ids,
  shapes,
  fc.nat({ max: RAW_LITERALS.length - 1 }).map((index) => `${RAW}${index}`),
  fc.jsonValue({ maxDepth: 3 }),
)

function nested(depth: number): unknown {
  let value: unknown = 1
  for (let level = 0; level < depth; level++) value = level % 2 === 0 ? [value] : { a: value }
  return value
}
