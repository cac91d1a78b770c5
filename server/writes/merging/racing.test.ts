import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { BatchResponse, WireChange } from '../../../lib/wire/batch.ts'
import { createPool } from '../../db.ts'
import { applyBatch } from '../batch.ts'
import { postgresStore } from '../postgres-store.ts'
import { change, device, insert, NOW_MS } from '../testing/changes.ts'
import { type Library, openLibrary } from '../testing/library.ts'

/** Fifty races are a hundred transactions and more; a busy machine takes its time for them. */
const SLOW_MS = 120_000
const ROUNDS = 50

let library: Library

beforeAll(async () => {
  library = await openLibrary()
})
afterAll(() => library.database.drop())

const saving = (doi: string, more: Partial<WireChange> = {}) =>
  insert({ id: randomUUID(), title: 'T', doi }, { ...device()(-1000), ...more })

const attaching = (work_id: unknown) =>
  change('insert', { table: 'assets', payload: { id: randomUUID(), work_id }, ...device()(-900) })

function expectApplied(answers: BatchResponse[]): void {
  expect(answers.flatMap(({ errors = [] }) => errors)).toEqual([])
}

async function standing(doi: string): Promise<string[]> {
  const { rows } = await library.database.pool.query(
    'SELECT id FROM works WHERE owner_id = $1 AND doi = $2 AND deleted_at IS NULL',
    [library.ownerId, doi],
  )
  return rows.map(({ id }) => id)
}

it(
  'F50 two devices that save the same DOI at once always end with one live work',
  async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const doi = `10.1/${randomUUID()}`
      const [one, two] = [saving(doi), saving(doi, { created_at: NOW_MS - 1 })]
      expectApplied(await Promise.all([library.apply([one]), library.apply([two])]))
      expect(await standing(doi)).toEqual([two.payload.id])
    }
  },
  SLOW_MS,
)

it(
  'F50 a file that is attached to a work while that is merged away is at the survivor',
  async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const doi = `10.1/${randomUUID()}`
      const [loser, survivor] = [saving(doi), saving(doi, { created_at: NOW_MS - 1 })]
      await library.apply([loser])
      const files = [attaching(loser.payload.id), attaching(loser.payload.id)]
      const [before, after] = files.map((file) => [file])
      expectApplied(
        await Promise.all([
          library.apply(before ?? []),
          library.apply([survivor]),
          library.apply(after ?? []),
        ]),
      )
      for (const file of files) {
        const row = await library.row(String(file.payload.id), 'assets')
        expect(row).toMatchObject({ work_id: survivor.payload.id })
      }
    }
  },
  SLOW_MS,
)

it(
  'F50 many devices with the same works in any order get through, and end with one of each',
  async () => {
    const dois = Array.from({ length: 12 }, () => `10.1/${randomUUID()}`)
    const batch = (writer: number) => {
      const order = writer % 2 === 0 ? dois : dois.toReversed()
      return order.flatMap((doi) => {
        const work = saving(doi, { created_at: NOW_MS - writer })
        return [work, attaching(work.payload.id)]
      })
    }
    const batches = Array.from({ length: 8 }, (_, writer) => batch(writer))
    expectApplied(await Promise.all(batches.map((changes) => library.apply(changes))))
    for (const doi of dois) {
      const [only, ...others] = await standing(doi)
      expect(others).toEqual([])
      const { rows } = await library.database.pool.query(
        'SELECT count(*)::int AS files FROM assets WHERE owner_id = $1 AND work_id = $2',
        [library.ownerId, only],
      )
      expect(rows).toEqual([{ files: batches.length }])
    }
  },
  SLOW_MS,
)

it(
  'F50 the same where the database has another isolation level by default, or only reads',
  async () => {
    const { database } = library
    const name = new URL(database.url).pathname.slice(1)
    await database.pool.query(
      `ALTER DATABASE ${name} SET default_transaction_isolation = 'repeatable read';
       ALTER DATABASE ${name} SET default_transaction_read_only = on`,
    )
    const pool = createPool(database.url)
    try {
      const { ownerId } = library
      const store = postgresStore(pool)
      for (let round = 0; round < 20; round++) {
        const doi = `10.1/${randomUUID()}`
        const works = [saving(doi), saving(doi, { created_at: NOW_MS - 1 })]
        const race = works.map((work) => applyBatch(store, ownerId, [work], NOW_MS))
        expectApplied(await Promise.all(race))
        expect(await standing(doi)).toEqual([works[1]?.payload.id])
      }
    } finally {
      await pool.end()
    }
  },
  SLOW_MS,
)
