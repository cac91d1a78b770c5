import { keepFloor } from '../buffer/reserve.ts'
import type { WriteBuffer } from '../buffer/write-buffer.ts'
import { askHealth } from '../electric/health.ts'

const EPOCH = 'epoch'
const EPOCHS_LEFT = 'epochsLeft'
const EPOCH_ASKED = 'epochAsked'

/**
 * How long an answer may be under way, generously, in milliseconds: what a database says so soon after
 * another took its place was said before. Later it is meant: somebody went back to it.
 */
export const EPOCH_REST_MS = 60_000

/** How often a server is asked for its epoch while applied changes wait for their echo, in milliseconds. */
const EPOCH_ASK_MS = 60_000

export interface EpochTarget {
  buffer: WriteBuffer
  /** Makes the mirrors load again; called before anything is sent again. */
  onNewEpoch: () => Promise<void>
  now: () => number
}

/**
 * Takes note of which database a server answers from. Where it is a new one (restored from a backup),
 * the mirrors load again, and what was applied in another one and not seen since is sent again. Answers
 * whether this is the one that counts: false for one that was left just now. Throws StorageFullError.
 */
export async function noteEpoch(
  { buffer, onNewEpoch, now }: EpochTarget,
  epoch: string,
): Promise<boolean> {
  const kept = await notedEpoch(buffer)
  if (kept === epoch) return true
  await keepFloor(buffer.db)
  const left = await leftLately(buffer, now())
  if (left.some(([one]) => one === epoch)) return false
  if (kept !== undefined) {
    await onNewEpoch()
    await buffer.reopenApplied(epoch)
    left.push([kept, now()])
  }
  await buffer.db.meta.bulkPut([
    { key: EPOCH, value: epoch },
    { key: EPOCHS_LEFT, value: JSON.stringify(left) },
  ])
  return true
}

/** Which database the server answers from, as far as this device has heard. */
export async function notedEpoch({ db }: WriteBuffer): Promise<string | undefined> {
  const kept = (await db.meta.get(EPOCH))?.value
  return kept === undefined ? undefined : String(kept)
}

/** The databases that were left so lately that answers of theirs may still come, and when (epoch ms). */
async function leftLately({ db }: WriteBuffer, nowMs: number): Promise<[string, number][]> {
  const kept = (await db.meta.get(EPOCHS_LEFT))?.value
  const left = typeof kept === 'string' ? (JSON.parse(kept) as [string, number][]) : [] // noteEpoch wrote it
  return left.filter(([, at]) => Math.abs(nowMs - at) < EPOCH_REST_MS)
}

/** What was loaded comes from a database that the server has left: it is loaded again. */
export class EpochLeftError extends Error {
  override readonly name = 'EpochLeftError'
}

/** Takes note of the database that a table was loaded from. Throws EpochLeftError for one that was left. */
export async function noteReload(target: EpochTarget, epoch: string): Promise<void> {
  if (!(await noteEpoch(target, epoch))) throw new EpochLeftError('loaded from an earlier database')
}

/** Asks the server for its epoch where changes have waited for their echo since the last time, once a minute. */
export async function checkEpochNowAndThen(
  target: EpochTarget & { apiBase: string; fetch: typeof fetch },
  signal: AbortSignal,
): Promise<void> {
  const { buffer, now } = target
  const { meta } = buffer.db
  if ((await buffer.size({ status: 'applied' })) === 0) return
  const asked = (await meta.get(EPOCH_ASKED))?.value
  if (asked !== undefined && Math.abs(now() - Number(asked)) < EPOCH_ASK_MS) return
  await meta.put({ key: EPOCH_ASKED, value: now() })
  const health = asked === undefined ? null : await askHealth(target, signal)
  if (health?.epoch) await noteEpoch(target, health.epoch)
}
