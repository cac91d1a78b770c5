import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { entities, syncedTables } from '../../lib/schema/entities.ts'
import type { Entity } from '../../lib/schema/entity.ts'
import { fromWire, rowFromWire } from '../../lib/schema/wire.ts'
import { device, insert, NOW_MS } from './testing/changes.ts'
import { anyInsert } from './testing/entities.ts'
import { type Library, openLibrary } from './testing/library.ts'
import { REVIEWED_CARD } from './testing/values.ts'

let library: Library

beforeAll(async () => {
  library = await openLibrary()
  await library.apply([insert(REVIEWED_CARD, { table: 'cards' })])
})

afterAll(() => library.database.drop())

/** What a new row holds where its insert was silent. */
function defaultsOf(entity: Entity): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(entity.fields).map(([name, field]) => [name, field.fallback ?? null]),
  )
}

/** A row of `SELECT` in the words and forms of the wire. */
async function selected(entity: Entity, id: string): Promise<object> {
  const { rows } = await library.database.pool.query(
    `SELECT to_jsonb(t) AS row FROM ${entity.table} t WHERE id = $1`,
    [id],
  )
  const row = { ...rows[0].row }
  for (const [name, value] of Object.entries(row)) {
    const instant = /_at$/.test(name) && typeof value === 'string'
    if (instant) row[name] = new Date(value).toISOString()
  }
  return rowFromWire(entity, row)
}

it.each(syncedTables)(
  'B-33 carries any row of %s to Postgres and back unchanged',
  async (table) => {
    const entity = entities[table] as unknown as Entity // a member of the catalogue is an Entity
    const property = fc.asyncProperty(anyInsert(entity), async (payload) => {
      const change = insert(payload, { table, ...device()(-1000) })
      const { responses, errors } = await library.apply([change])
      expect(errors).toBeUndefined()
      const expected = {
        ...defaultsOf(entity),
        ...fromWire(entity, payload),
        ...{ rev: 1, createdAt: new Date(NOW_MS).toISOString() },
      }
      const found = await selected(entity, String(payload.id))
      expect(found).toMatchObject(expected)
      expect(rowFromWire(entity, responses[0]?.row ?? {})).toEqual(found)
    })
    await fc.assert(property, { numRuns: 100 })
  },
  120_000,
)
