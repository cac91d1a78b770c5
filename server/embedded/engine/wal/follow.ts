import { setTimeout as delay } from 'node:timers/promises'
import type { Log } from '../../../log.ts'
import { type StreamReader, type StreamSource, WalStream } from './stream.ts'

const FIRST_DELAY_MS = 100
const MAX_DELAY_MS = 5_000

export interface Follower extends StreamReader {
  /** The stream broke, or never came about; what it would have brought is lost. */
  stop(reason: string): void
}

/** Keeps a stream running until the signal: where it breaks, it starts a new one, ever more patiently. */
export async function followWal(
  source: StreamSource,
  follower: Follower,
  log: Log,
  signal: AbortSignal,
): Promise<void> {
  let delayMs = FIRST_DELAY_MS
  const start: StreamReader['start'] = (lsn) => {
    delayMs = FIRST_DELAY_MS
    log.info({ publication: source.publication }, 'following the changes of the database')
    follower.start(lsn)
  }
  const reader: StreamReader = {
    start,
    transaction: (transaction) => follower.transaction(transaction),
    idle: (lsn) => follower.idle(lsn),
  }
  while (!signal.aborted) {
    try {
      await new WalStream(source, reader).run(signal)
    } catch (error) {
      log.warn({ error: String(error), retryMs: delayMs }, 'lost the changes of the database')
    }
    follower.stop('the stream was interrupted')
    // Rejects when the signal fires, and then the loop ends.
    await delay(delayMs, undefined, { signal }).catch(() => undefined)
    delayMs = Math.min(delayMs * 2, MAX_DELAY_MS)
  }
}
