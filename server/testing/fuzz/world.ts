import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import type { Pool } from 'pg'
import { entities, syncedTables } from '../../../lib/schema/entities.ts'
import type { Entity } from '../../../lib/schema/entity.ts'
import type { WireChange } from '../../../lib/wire/batch.ts'
import { addDevice } from '../../auth/devices.ts'
import { ownerNamed } from '../../auth/owner-named.ts'
import { applyBatch } from '../../writes/batch.ts'
import { postgresStore } from '../../writes/postgres-store.ts'
import { anyInsert } from '../../writes/testing/entities.ts'
import { changeOf, type Known } from './odd-changes.ts'

/** Two owners with rows in every table: one attacks, the other must not notice. */
export interface World {
  /** The attacker's. */
  token: string
  known: Known
  /** A word that is in the victim's rows and nowhere else. */
  secret: string
  /** All that the victim has, as text. */
  victim(): Promise<string>
}

const ROWS_A_TABLE = 5

/** Makes both owners in a migrated database. */
export async function makeWorld(pool: Pool, seed: number): Promise<World> {
  const secret = `secret-${randomUUID()}`
  const attacker = (await ownerNamed(pool, `attacker ${randomUUID()}`)).id
  const victim = (await ownerNamed(pool, `victim ${randomUUID()}`)).id
  const own = await fill(pool, attacker, seed)
  const theirs = await fill(pool, victim, seed + 1, secret)
  const changes = [...own, ...theirs]
  return {
    token: await addDevice(pool, attacker, 'fuzz'),
    known: {
      rows: changes.map(({ payload }) => String(payload.id)),
      changes: changes.map(({ id }) => id),
    },
    secret,
    victim: () => everythingOf(pool, victim),
  }
}

async function fill(pool: Pool, owner: string, seed: number, secret = ''): Promise<WireChange[]> {
  const all = Object.values(entities).map((entity) => entity as unknown as Entity) // each is one of its own fields
  const changes = all.flatMap((entity) =>
    fc
      .sample(anyInsert(entity), { seed, numRuns: ROWS_A_TABLE })
      .map((payload) => changeOf(entity.table, 'insert', payload)),
  )
  const works = Array.from({ length: ROWS_A_TABLE }, () =>
    changeOf('works', 'insert', { id: randomUUID(), title: `A work ${secret}`, notes: secret }),
  )
  const { applied } = await applyBatch(
    postgresStore(pool),
    owner,
    [...changes, ...works],
    Date.now(),
  )
  return [...changes, ...works].filter(({ id }) => applied.includes(id))
}

async function everythingOf(pool: Pool, owner: string): Promise<string> {
  const tables = await Promise.all(
    [...syncedTables, 'write_log'].map((table) =>
      pool.query(
        `SELECT to_jsonb(t) AS row FROM ${table} t WHERE owner_id = $1 ORDER BY to_jsonb(t)::text`,
        [owner],
      ),
    ),
  )
  return JSON.stringify(tables.map(({ rows }) => rows))
}
