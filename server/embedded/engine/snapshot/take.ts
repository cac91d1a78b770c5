import { setTimeout as delay } from 'node:timers/promises'
import type { Pool, PoolClient } from 'pg'
import { snapshotEndMessage } from '../protocol/messages.ts'
import type { Join } from '../shape/join.ts'
import type { Shape } from '../shape/shape.ts'
import { parseLsn } from '../wal/lsn.ts'
import { copyRows } from './copy-rows.ts'
import { rowQuery } from './row-query.ts'
import { parseVisibility, sees } from './visibility.ts'

const RETRY_MS = 5
const MAX_TRIES = 400

/**
 * Takes the snapshot of a shape that the stream feeds already, and joins the two. `appliedBefore`
 * are the transactions that the stream brought too early for this shape.
 */
export async function takeSnapshot(
  pool: Pool,
  shape: Shape,
  appliedBefore: readonly number[],
): Promise<void> {
  const client = await pool.connect()
  const { signal } = shape.snapshot
  const stop = () => client.connection.stream.destroy()
  signal.addEventListener('abort', stop)
  try {
    signal.throwIfAborted()
    const join = await begin(client, appliedBefore)
    shape.join(join)
    const { definition, view, snapshot } = shape
    if (definition.log === 'full')
      await copyRows(client, rowQuery(definition, view.filter), (row) => snapshot.add(row))
    await snapshot.finish(snapshotEndMessage(join.snapshot))
    await client.query('COMMIT')
    signal.removeEventListener('abort', stop)
    client.release()
  } catch (error) {
    signal.removeEventListener('abort', stop)
    client.release(true)
    throw error
  }
}

/**
 * Begins a transaction whose snapshot has everything that the stream brought before. A commit is in
 * the stream a moment before snapshots see it; one that falls into that moment is taken again.
 */
async function begin(client: PoolClient, appliedBefore: readonly number[]): Promise<Join> {
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    const join = await look(client)
    if (appliedBefore.every((xid) => sees(join.snapshot, xid))) return join
    await client.query('ROLLBACK')
    await delay(RETRY_MS)
  }
  throw new Error('a transaction is in the stream that no snapshot sees')
}

async function look(client: PoolClient): Promise<Join> {
  const { rows } = await client.query<{ snapshot: string; lsn: string }>(
    'SELECT pg_current_snapshot()::text AS snapshot, pg_current_wal_insert_lsn()::text AS lsn',
  )
  const [row] = rows
  if (row === undefined) throw new Error('Postgres gave no snapshot')
  return { snapshot: parseVisibility(row.snapshot), until: parseLsn(row.lsn) }
}
