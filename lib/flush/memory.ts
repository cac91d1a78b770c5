import { unsettled, type WriteChange } from '../buffer/change.ts'
import type { Attempt } from '../buffer/database.ts'
import { waitsForServer } from '../buffer/outcome.ts'
import type { WriteBuffer } from '../buffer/write-buffer.ts'
import { momentMeant } from '../kit/due.ts'
import { PAYLOAD_VERSION } from '../wire/batch.ts'
import type { Suspicion } from './isolate.ts'
import type { PauseReason } from './verdict.ts'

const FAILURES = 'failures'
const NEXT_TRY = 'nextTryAt'
const ASKED_UNTIL = 'askedUntil'
const PAUSED = 'paused'
const SUSPICION = 'suspicion'
const SERVER_VERSION = 'serverVersion'
const PROBE_AT = 'probeAt'

/** How many tries are kept for people to look at, and after how many more the oldest are forgotten. */
const ATTEMPTS_KEPT = 1_000
const TRIMMED_EVERY = 20

/** How many exchanges in a row have failed; survives the worker. */
export async function failures({ db }: WriteBuffer): Promise<number> {
  return Number((await db.meta.get(FAILURES))?.value ?? 0)
}

/** The moment (epoch ms) before which nothing is sent; 0 where nothing stands in the way. */
export async function nextTryAt({ db }: WriteBuffer, nowMs: number): Promise<number> {
  const kept = await db.meta.bulkGet([NEXT_TRY, ASKED_UNTIL])
  return Math.max(...kept.map((one) => momentMeant(Number(one?.value ?? 0), nowMs)))
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

/** The network is back: what failed without it says nothing of what comes. */
export async function noteOnline({ db }: WriteBuffer): Promise<void> {
  await db.meta.bulkDelete([FAILURES, NEXT_TRY])
}

/** An answer: nothing stands in the way any more. */
export async function noteSuccess({ db }: WriteBuffer): Promise<void> {
  await db.meta.bulkDelete([FAILURES, NEXT_TRY, ASKED_UNTIL, PAUSED])
}

/** Why nothing is sent until somebody does something; null where that is not so. */
export async function pausedBy(buffer: WriteBuffer): Promise<PauseReason | null> {
  const kept = (await buffer.db.meta.get(PAUSED))?.value
  if (kept === 'needs_login' || kept === 'forbidden' || kept === 'client_too_old') return kept
  const behind = (await serverVersion(buffer)) < PAYLOAD_VERSION
  return behind && (await buffer.size({ status: 'pending' })) > 0 ? 'server_too_old' : null
}

export async function notePause({ db }: WriteBuffer, reason: PauseReason): Promise<void> {
  await db.meta.put({ key: PAUSED, value: reason })
}

/** The newest payload version that the server can hold, as far as it has told; infinity before that. */
export async function serverVersion({ db }: WriteBuffer): Promise<number> {
  return Number((await db.meta.get(SERVER_VERSION))?.value ?? Number.POSITIVE_INFINITY)
}

/** How many changes wait until the server is updated: for the version of their payload, or for their table. */
export async function waitingForServer(buffer: WriteBuffer): Promise<number> {
  const version = await serverVersion(buffer)
  const refused = (await buffer.nextAttemptAt()) !== null
  // None of them in the common case, which is not worth reading a long queue for.
  if (version >= PAYLOAD_VERSION && !refused) return 0
  const waits = ({ v, code }: WriteChange) => v > version || waitsForServer(code)
  return (await buffer.getAll()).filter((change) => unsettled(change) && waits(change)).length
}

/** The server's payload version, and when to ask again whether it was updated (epoch ms). */
export async function noteServerVersion(
  { db }: WriteBuffer,
  version: number,
  probeAt: number,
): Promise<void> {
  await db.meta.bulkPut([
    { key: SERVER_VERSION, value: version },
    { key: PROBE_AT, value: probeAt },
  ])
}

/** When a server that is too old for what waits is asked again (epoch ms); 0 before it was asked. */
export async function nextProbeAt({ db }: WriteBuffer, nowMs: number): Promise<number> {
  return momentMeant(Number((await db.meta.get(PROBE_AT))?.value ?? 0), nowMs)
}

/** The batches that are being taken apart; survives the worker. */
export async function keptSuspicion({ db }: WriteBuffer): Promise<Suspicion | null> {
  const kept = (await db.meta.get(SUSPICION))?.value
  return typeof kept === 'string' ? (JSON.parse(kept) as Suspicion) : null // the next function wrote it
}

export async function keepSuspicion(
  { db }: WriteBuffer,
  suspicion: Suspicion | null,
): Promise<void> {
  if (suspicion) await db.meta.put({ key: SUSPICION, value: JSON.stringify(suspicion) })
  else await db.meta.delete(SUSPICION)
}

/** Keeps one try among the last thousand, or a few more. */
export async function keepAttempt({ db }: WriteBuffer, attempt: Omit<Attempt, 'n'>): Promise<void> {
  const n = await db.attempts.add(attempt as Attempt) // n is IndexedDB's to give
  if (n % TRIMMED_EVERY !== 0) return
  await db.attempts
    .where('n')
    .belowOrEqual(n - ATTEMPTS_KEPT)
    .delete()
}
