import type { Attempt } from '../buffer/database.ts'
import type { WriteBuffer } from '../buffer/write-buffer.ts'

const FAILURES = 'failures'
const NEXT_TRY = 'nextTryAt'

/** How many tries are kept for people to look at. */
export const ATTEMPTS_KEPT = 1_000

/** How many exchanges in a row have failed; survives the worker. */
export async function failures({ db }: WriteBuffer): Promise<number> {
  return Number((await db.meta.get(FAILURES))?.value ?? 0)
}

/** The moment (epoch ms) before which nothing is sent; 0 where nothing stands in the way. */
export async function nextTryAt({ db }: WriteBuffer): Promise<number> {
  return Number((await db.meta.get(NEXT_TRY))?.value ?? 0)
}

export async function noteFailure(buffer: WriteBuffer, nextTry: number): Promise<void> {
  const count = (await failures(buffer)) + 1
  await buffer.db.meta.bulkPut([
    { key: FAILURES, value: count },
    { key: NEXT_TRY, value: nextTry },
  ])
}

/** The next try needs no waiting; how often it has failed so far is kept. */
export async function tryAtOnce({ db }: WriteBuffer): Promise<void> {
  await db.meta.delete(NEXT_TRY)
}

export async function noteSuccess({ db }: WriteBuffer): Promise<void> {
  await db.meta.bulkDelete([FAILURES, NEXT_TRY])
}

/** Keeps one try in a ring of the last thousand. */
export async function keepAttempt({ db }: WriteBuffer, attempt: Omit<Attempt, 'n'>): Promise<void> {
  const n = await db.attempts.add(attempt as Attempt) // n is IndexedDB's to give
  await db.attempts
    .where('n')
    .belowOrEqual(n - ATTEMPTS_KEPT)
    .delete()
}
