import { afterAll, beforeAll, expect, it } from 'vitest'
import { createDatabase, type TestDatabase } from '../../../testing/database.ts'
import { readTable } from './read-table.ts'
import { schemaHeader } from './schema-header.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createDatabase({ migrated: false })
  await database.pool.query(`
    CREATE TYPE mood AS ENUM ('good', 'bad');
    CREATE TABLE everything (
      gone int, b int, a uuid, list text[][], char5 char(5), text8 varchar(8), bits bit(3),
      bits9 bit varying(9), money numeric(8,2), rounded numeric(5,-2), plain numeric,
      at timestamptz(3), time_of_day time(0), feeling mood, made int GENERATED ALWAYS AS (b) STORED,
      PRIMARY KEY (a, b));
    ALTER TABLE everything DROP COLUMN gone;
    ALTER TABLE everything REPLICA IDENTITY FULL;
    CREATE PUBLICATION everything FOR TABLE everything`)
})
afterAll(() => database.drop())

it('tells the client type, key and size of every column that is streamed', async () => {
  const found = await readTable(database.pool, 'everything', {
    schema: 'public',
    table: 'everything',
  })
  if (!found.ok) throw new Error(found.error)
  const names = found.table.columns.map((column) => column.name)
  expect(JSON.parse(schemaHeader(found.table, names))).toEqual({
    b: { type: 'int4', pk_index: 1, not_null: true },
    a: { type: 'uuid', pk_index: 0, not_null: true },
    list: { type: 'text', dims: 2 },
    char5: { type: 'bpchar', length: 5 },
    text8: { type: 'varchar', max_length: 8 },
    bits: { type: 'bit', length: 3 },
    bits9: { type: 'varbit', max_length: 9 },
    money: { type: 'numeric', precision: 8, scale: 2 },
    rounded: { type: 'numeric', precision: 5, scale: -2 },
    plain: { type: 'numeric' },
    at: { type: 'timestamptz', precision: 3 },
    time_of_day: { type: 'time', precision: 0 },
    feeling: { type: 'mood' },
  })
  expect(found.table.key.map((index) => names[index])).toEqual(['a', 'b'])
  expect(JSON.parse(schemaHeader(found.table, ['a']))).toEqual({
    a: { type: 'uuid', pk_index: 0, not_null: true },
  })
})
