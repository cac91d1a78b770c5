import type { WriteChange } from '../buffer/change.ts'
import { keepAttempt } from './memory.ts'
import type { FlushSettings } from './settings.ts'

/** One drain of the queue: its settings, how it is ended, and what it has learned on the way. */
export interface Run {
  settings: FlushSettings
  signal: AbortSignal
  /** The largest batch that the server may take, in bytes: less after a 413. */
  maxBytes: number
  /** More than a hundred changes waited: batches are as large as the wire takes, to the end. */
  large: boolean
  /** A batch was taken apart: the next one that fails is taken apart at once. */
  splitting: boolean
  /** How far the server's clock was found to be ahead, in milliseconds; null before the first answer. */
  offsetMs: number | null
  /** An answer has come, and nothing has failed since: there is nothing to clear away after the next. */
  clear: boolean
}

/** Marks changes as on their way; answers them as they are inside that transaction: these are sent. */
export function claim(
  { settings: { buffer, bootId } }: Run,
  changes: readonly WriteChange[],
): Promise<WriteChange[]> {
  const ids = changes.map(({ id }) => id)
  return buffer.claim(ids, bootId)
}

/** Puts back whatever this worker has claimed. */
export function releaseMine({ settings: { buffer, bootId } }: Run): Promise<void> {
  return buffer.release((change) => change.lease_by === bootId)
}

/** Keeps a try in the log that people can look at. */
export function logAttempt(
  { settings: { buffer, now } }: Run,
  batch: readonly WriteChange[],
  outcome: string,
  delayMs: number | null,
): Promise<void> {
  return keepAttempt(buffer, { at: now(), ids: batch.map(({ id }) => id), outcome, delayMs })
}
