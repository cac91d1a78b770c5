import { randomUUID } from 'node:crypto'
import type { BatchResponse, ChangeError, Receipt, WireChange } from '../../../lib/wire/batch.ts'
import { ownerNamed } from '../../auth/owner-named.ts'
import { createDatabase, type TestDatabase } from '../../testing/database.ts'
import { applyBatch } from '../batch.ts'
import { postgresStore } from '../postgres-store.ts'
import { NOW_MS } from './changes.ts'

/** One owner's library in a real database, written to as the route writes to it. */
export interface Library {
  database: TestDatabase
  ownerId: string
  /** Applies a batch at `NOW_MS`, or at another moment. */
  apply(changes: unknown[], nowMs?: number): Promise<BatchResponse>
  /** Applies one change and gives its receipt or its error. */
  tell(change: WireChange, nowMs?: number): Promise<Receipt | ChangeError>
  /** A row as Postgres has it, deleted or not. */
  row(id: string, table?: string): Promise<Record<string, unknown> | undefined>
  /** Another owner in the same database. */
  another(): Promise<Library>
}

/** A new owner in a database; in a new one unless told which. */
export async function openLibrary(database?: TestDatabase): Promise<Library> {
  const inside = database ?? (await createDatabase())
  const { pool } = inside
  const { id: ownerId } = await ownerNamed(pool, randomUUID())
  const store = postgresStore(pool)
  const apply: Library['apply'] = (changes, nowMs = NOW_MS) =>
    applyBatch(store, ownerId, changes, nowMs)
  return {
    database: inside,
    ownerId,
    apply,
    tell: async (change, nowMs) => onlyAnswer(await apply([change], nowMs)),
    row: async (id, table = 'works') => {
      const found = await pool.query(
        `SELECT to_jsonb(t) AS row FROM ${table} t WHERE owner_id = $1 AND id = $2`,
        [ownerId, id],
      )
      return found.rows[0]?.row
    },
    another: () => openLibrary(inside),
  }
}

function onlyAnswer({ responses, errors = [] }: BatchResponse): Receipt | ChangeError {
  const [answer, ...others] = [...responses, ...errors]
  if (answer === undefined || others.length > 0) throw new Error('One change has one answer')
  return answer
}
