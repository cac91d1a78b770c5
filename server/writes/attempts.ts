import { setTimeout as delay } from 'node:timers/promises'
import { isOutage } from '../db.ts'
import { ProblemError } from '../problem.ts'

/** How often a transaction is begun again. */
const RETRIES = 3

/** No attempt begins later than this after the first: a client waits 20 s at most. */
const LAST_START_MS = 4_000

const FIRST_DELAY_MS = 20

/**
 * Two transactions were in each other's way: serialization failure, deadlock, lock or statement
 * time-out, or a row that the other one made first.
 */
const CONTENTION = new Set(['40001', '40P01', '55P03', '57014', '23505'])

/**
 * Runs a transaction until it is through. It must be safe to repeat, also when it was committed and
 * only its answer was lost. Throws ProblemError `unavailable` where contention goes on, and an
 * outage's own error.
 */
export async function untilThrough<T>(run: () => Promise<T>, random = Math.random): Promise<T> {
  const startedMs = performance.now()
  for (let attempt = 1; ; attempt++) {
    try {
      return await run()
    } catch (error) {
      if (!isContention(error) && !isOutage(error)) throw error
      if (attempt > RETRIES || performance.now() - startedMs > LAST_START_MS) throw final(error)
      await delay(random() * FIRST_DELAY_MS * 2 ** attempt)
    }
  }
}

function isContention(error: unknown): boolean {
  return error instanceof Error && 'code' in error && CONTENTION.has(String(error.code))
}

function final(error: unknown): unknown {
  if (!isContention(error)) return error
  return new ProblemError('unavailable', 'The library is busy right now; send the batch again.')
}
