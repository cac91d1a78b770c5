import type { Attempt } from '../buffer/database.ts'
import type { WriteBuffer } from '../buffer/write-buffer.ts'
import type { PauseReason } from './verdict.ts'

const FAILURES = 'failures'
const NEXT_TRY = 'nextTryAt'
const ASKED_UNTIL = 'askedUntil'
const PAUSED = 'paused'

/** How many tries are kept for people to look at. */
export const ATTEMPTS_KEPT = 1_000

/** How many exchanges in a row have failed; survives the worker. */
export async function failures({ db }: WriteBuffer): Promise<number> {
  return Number((await db.meta.get(FAILURES))?.value ?? 0)
}

/** The moment (epoch ms) before which nothing is sent; 0 where nothing stands in the way. */
export async function nextTryAt({ db }: WriteBuffer): Promise<number> {
  const kept = await db.meta.bulkGet([NEXT_TRY, ASKED_UNTIL])
  return Math.max(...kept.map((one) => Number(one?.value ?? 0)))
}

/** A try has failed. What the server asked for (Retry-After) nobody may shorten, but it is capped. */
export async function noteFailure(
  buffer: WriteBuffer,
  { nextTry, asked }: { nextTry: number; asked: boolean },
): Promise<void> {
  const count = (await failures(buffer)) + 1
  await buffer.db.meta.bulkPut([
    { key: FAILURES, value: count },
    { key: asked ? ASKED_UNTIL : NEXT_TRY, value: nextTry },
  ])
}

/** The next try needs no waiting; how often it has failed so far is kept. */
export async function tryAtOnce({ db }: WriteBuffer): Promise<void> {
  await db.meta.delete(NEXT_TRY)
}

/** An answer: nothing stands in the way any more. */
export async function noteSuccess({ db }: WriteBuffer): Promise<void> {
  await db.meta.bulkDelete([FAILURES, NEXT_TRY, ASKED_UNTIL, PAUSED])
}

/** Why nothing is sent until somebody does something; null where that is not so. */
export async function pausedBy({ db }: WriteBuffer): Promise<PauseReason | null> {
  const kept = (await db.meta.get(PAUSED))?.value
  return kept === 'needs_login' || kept === 'client_too_old' ? kept : null
}

export async function notePause({ db }: WriteBuffer, reason: PauseReason): Promise<void> {
  await db.meta.put({ key: PAUSED, value: reason })
}

/** Keeps one try in a ring of the last thousand. */
export async function keepAttempt({ db }: WriteBuffer, attempt: Omit<Attempt, 'n'>): Promise<void> {
  const n = await db.attempts.add(attempt as Attempt) // n is IndexedDB's to give
  await db.attempts
    .where('n')
    .belowOrEqual(n - ATTEMPTS_KEPT)
    .delete()
}
