import type { Pool } from 'pg'
import type { Log } from '../log.ts'
import { emptyMerges } from './empty-merges.ts'
import { emptyTombstones } from './empty-tombstones.ts'
import { pruneLedger } from './prune-ledger.ts'

const HOUR_MS = 60 * 60 * 1000

export interface UpkeepOptions {
  /** Epoch milliseconds. */
  clock?: () => number
  intervalMs?: number
}

/**
 * Lets go of what is too old, now and every hour; several servers may do it on one database. Answers
 * how to stop, which waits for what is under way.
 */
export function startUpkeep(
  pool: Pool,
  log: Log,
  { clock = Date.now, intervalMs = HOUR_MS }: UpkeepOptions = {},
): () => Promise<void> {
  const stopping = new AbortController()
  let running = Promise.resolve()
  const turn = () => {
    running = running.then(() => upkeep(pool, log, clock(), stopping.signal))
  }
  turn()
  const timer = setInterval(turn, intervalMs).unref()
  return async () => {
    clearInterval(timer)
    stopping.abort()
    await running
  }
}

/** One round of it. What fails is logged, and comes again with the next. */
async function upkeep(pool: Pool, log: Log, nowMs: number, signal: AbortSignal): Promise<void> {
  try {
    const changes = await pruneLedger(pool, nowMs, signal)
    const rows = await emptyTombstones(pool, nowMs, signal)
    const merges = await emptyMerges(pool, nowMs, signal)
    if (changes + rows + merges > 0) log.info({ changes, rows, merges }, 'old entries let go')
  } catch (error) {
    log.warn({ error: error instanceof Error ? error.message : 'unknown' }, 'upkeep failed')
  }
}
