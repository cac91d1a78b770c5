import { delay } from './delay.ts'

/** A run is followed by a rest of this many times its length: it takes a tenth of a context at most. */
const REST = 9

/** Nor does it rest longer, in milliseconds: a machine may have slept in the middle of a run. */
const LONGEST_REST_MS = 10_000

/**
 * Makes a task that may be asked for at any time: it runs once at a time, once more where it was asked
 * for meanwhile, and rests in between. A failure is logged; the next asking runs it again.
 */
export function calmly(task: () => Promise<void>, signal: AbortSignal): () => void {
  let asked = false
  let running = false
  const run = async () => {
    running = true
    while (asked && !signal.aborted) {
      asked = false
      const startedAt = Date.now()
      await task().catch((error: unknown) => console.error('a task has failed', error))
      await delay(Math.min(LONGEST_REST_MS, REST * (Date.now() - startedAt)), signal)
    }
    running = false
  }
  return () => {
    asked = true
    if (!running) void run()
  }
}
