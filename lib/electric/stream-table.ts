import { FetchError } from '@electric-sql/client'
import { delay } from '../kit/delay.ts'
import { FLOOR_BYTES } from '../kit/room.ts'
import type { SyncedTable } from '../schema/entities.ts'
import { forgetPosition } from './forget.ts'
import type { MirrorDatabase } from './mirror-database.ts'
import { report } from './status.ts'
import { type Ending, type StreamOptions, streamOnce } from './stream-once.ts'
import { NoRoomError, waitForRoom } from './wait-for-room.ts'

/** How soon a stream that ended is opened again, in milliseconds: soon at first, then with patience. */
const FIRST_RETRY_MS = 1_000
export const LAST_RETRY_MS = 60_000

/** Keeps the mirror of one table live until the signal aborts; survives whatever server and disk do. */
export async function streamTable(
  db: MirrorDatabase,
  table: SyncedTable,
  options: StreamOptions,
  signal: AbortSignal,
): Promise<void> {
  await waitForRoom(db, signal)
  await report(db, table, 'connecting')
  let retryMs = FIRST_RETRY_MS
  while (!signal.aborted) {
    const ending = await streamOnce(db, table, options, signal)
    if (signal.aborted) return
    if (ending.committed) retryMs = FIRST_RETRY_MS
    if (ending.reason === 'online') continue
    await noteEnding(db, table, ending)
    await delay(retryMs, signal)
    await waitForRoom(
      db,
      signal,
      ending.error instanceof NoRoomError ? ending.error.bytes : undefined,
    )
    retryMs = Math.min(LAST_RETRY_MS, retryMs * 2)
  }
}

/** Tells every page what ended a stream, where something went wrong. */
export async function noteEnding(
  db: MirrorDatabase,
  table: SyncedTable,
  { reason, error }: Ending,
): Promise<void> {
  if (reason !== 'error') return
  // A request that found no network has told so already.
  if ((await db.shapes.get(table))?.status === 'offline') return
  await report(db, table, 'error', error.message)
  const refused = error instanceof FetchError && error.status === 400
  if (refused && (await db.room.has(FLOOR_BYTES))) await forgetPosition(db, table)
}
