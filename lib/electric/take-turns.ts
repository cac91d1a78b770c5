import { delay } from '../kit/delay.ts'
import type { SyncedTable } from '../schema/entities.ts'
import type { MirrorDatabase } from './mirror-database.ts'
import { report } from './status.ts'
import { type StreamOptions, streamOnce } from './stream-once.ts'
import { LAST_RETRY_MS, noteEnding } from './stream-table.ts'
import { waitForRoom } from './wait-for-room.ts'

/** How long a round ends before the next, in milliseconds; longer where the server can't be reached. */
const ROUND_MS = 5_000

/**
 * Keeps the mirrors of several tables fresh over one connection: each catches up and lets the next
 * one in. A live poll would hold a connection each, and a browser opens six to a host.
 */
export async function takeTurns(
  db: MirrorDatabase,
  tables: readonly SyncedTable[],
  options: StreamOptions,
  signal: AbortSignal,
): Promise<void> {
  await waitForRoom(db, signal)
  for (const table of tables) await report(db, table, 'connecting')
  let pauseMs = ROUND_MS
  while (!signal.aborted && tables.length > 0) {
    const calm = await round(db, tables, options, signal)
    pauseMs = calm ? ROUND_MS : Math.min(LAST_RETRY_MS, pauseMs * 2)
    await untilNextRound(pauseMs, signal)
    await waitForRoom(db, signal)
  }
}

/** Whether every table has caught up. */
async function round(
  db: MirrorDatabase,
  tables: readonly SyncedTable[],
  options: StreamOptions,
  signal: AbortSignal,
): Promise<boolean> {
  let calm = true
  for (const table of tables) {
    const ending = await streamOnce(db, table, { ...options, once: true }, signal)
    if (signal.aborted) return calm
    calm &&= ending.committed
    await noteEnding(db, table, ending)
  }
  return calm
}

/** Ends with the time, with the signal, or as soon as the network is back. */
async function untilNextRound(ms: number, signal: AbortSignal): Promise<void> {
  const waking = new AbortController()
  const wake = () => waking.abort()
  globalThis.addEventListener?.('online', wake, { once: true, signal: waking.signal })
  await delay(ms, AbortSignal.any([signal, waking.signal]))
  wake()
}
