import type { WriteBuffer } from '../buffer/write-buffer.ts'
import { askHealth } from './health.ts'

const EPOCH = 'epoch'
const EPOCH_SINCE = 'epochSince'
const EPOCH_ASKED = 'epochAsked'

/** A server that changes its database more often is confused; what it says meanwhile waits, in milliseconds. */
export const EPOCH_REST_MS = 60_000

/** How often a server is asked for its epoch while applied changes wait for their echo, in milliseconds. */
const EPOCH_ASK_MS = 60_000

export interface EpochTarget {
  buffer: WriteBuffer
  /** Makes the mirrors load again; called before anything is sent again. */
  onNewEpoch: () => Promise<void>
  now: () => number
}

interface ServerTarget {
  /** The server's address, without a path. */
  apiBase: string
  fetch?: typeof fetch
}

/**
 * Takes note of which database a server answers from. Where it is a new one (restored from a backup),
 * the mirrors load again, and what was applied in the old one and not seen since is sent again.
 */
export async function noteEpoch(
  { buffer, onNewEpoch, now }: EpochTarget,
  epoch: string,
): Promise<void> {
  const { meta } = buffer.db
  const [kept, since] = await meta.bulkGet([EPOCH, EPOCH_SINCE])
  if (kept?.value === epoch) return
  if (kept) {
    if (Math.abs(now() - Number(since?.value ?? 0)) < EPOCH_REST_MS) return
    await onNewEpoch()
    await buffer.reopenApplied()
    await meta.put({ key: EPOCH_SINCE, value: now() })
  }
  await meta.put({ key: EPOCH, value: epoch })
}

/** Asks the server for its epoch, without sending anything. */
export async function checkEpoch(
  { fetch = globalThis.fetch, ...target }: EpochTarget & ServerTarget,
  signal: AbortSignal,
): Promise<void> {
  const health = await askHealth({ ...target, fetch }, signal)
  if (health?.epoch) await noteEpoch(target, health.epoch)
}

/** The same, where changes have waited for their echo since the last time, once a minute. */
export async function checkEpochNowAndThen(
  target: EpochTarget & ServerTarget,
  signal: AbortSignal,
): Promise<void> {
  const { buffer, now } = target
  const { meta } = buffer.db
  if ((await buffer.size({ status: 'applied' })) === 0) return
  const asked = (await meta.get(EPOCH_ASKED))?.value
  if (asked !== undefined && Math.abs(now() - Number(asked)) < EPOCH_ASK_MS) return
  await meta.put({ key: EPOCH_ASKED, value: now() })
  if (asked !== undefined) await checkEpoch(target, signal)
}
