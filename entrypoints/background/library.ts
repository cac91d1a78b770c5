import { setBadge } from '../../lib/browser/action.ts'
import { clearAlarm, ensureAlarm } from '../../lib/browser/alarms.ts'
import { FLUSH_ALARM } from '../../lib/browser/nudge.ts'
import { needsAttention } from '../../lib/buffer/change.ts'
import { type Library, Registry } from '../../lib/connect/registry.ts'
import { forgetPositions } from '../../lib/electric/forget.ts'
import { getFlushWorker, initFlushWorker } from '../../lib/flush/worker.ts'
import { liveCalmly } from '../../lib/kit/live.ts'
import { type OpenLibrary, openLibrary } from '../../lib/repos/library.ts'
import { keepSettled } from '../../lib/repos/settle.ts'
import { t } from '../../lib/words/t.ts'

/** How often the queue is looked at while the worker is awake anyway, in milliseconds. */
const AWAKE_INTERVAL_MS = 5_000

/** Opens the library in the background and keeps flushing it, to whichever server it is bound. */
export function openBackgroundLibrary(): Promise<OpenLibrary> {
  const registry = new Registry()
  return new Promise((resolve, reject) => {
    // a library that can't be read is said in the popup, not waited for
    registry.current().catch(reject)
    // the first call is a mere wake-up; whatever comes later is a person's doing
    let patient = true
    registry.watch((about) => {
      const open = openLibrary(about, () => void flushNow())
      followQueue(open)
      bindWorker(open, registry, patient)
      patient = false
      resolve(open)
    })
  })
}

/**
 * Schedules before it works: a worker that is ended in the middle wakes again. What somebody asked
 * for is tried at once; a mere wake-up is patient.
 */
export async function flushNow({ patient = false } = {}): Promise<void> {
  const worker = getFlushWorker()
  // Pages set the alarm without asking whether there is a server.
  if (!worker) return clearAlarm(FLUSH_ALARM)
  await ensureAlarm(FLUSH_ALARM)
  await worker.flush({ patient })
  const buffer = worker.getBuffer()
  if ((await buffer.moving()) > 0) return
  await clearAlarm(FLUSH_ALARM)
  // A page may have queued something, and set the alarm, just before it was cleared.
  if ((await buffer.moving()) > 0) await ensureAlarm(FLUSH_ALARM)
}

/** So that a person who looks for the cause of trouble can ask the queue (docs/troubleshooting.md). */
export function exposeToConsole(): void {
  Object.assign(globalThis, { getFlushWorker })
}

function bindWorker(
  { about, buffer, mirror }: OpenLibrary,
  registry: Registry,
  patient: boolean,
): void {
  const { binding, libraryId } = about
  if (!binding) return
  const token = () => registry.token(libraryId)
  const onNewEpoch = () => forgetPositions(mirror)
  const worker = initFlushWorker({ apiBase: binding.server, buffer, token, onNewEpoch })
  worker.start(AWAKE_INTERVAL_MS)
  void flushNow({ patient })
}

/** The badge counts no faster than a person reads, in milliseconds. */
const COUNT_REST_MS = 500

let unfollow: (() => void) | null = null

/** The badge is a function of the queue; applied changes leave it when the mirror shows them. */
function followQueue(open: OpenLibrary): void {
  unfollow?.()
  const stopSettling = keepSettled(open)
  const stopCounting = liveCalmly(
    () => waitingOrRefused(open),
    (count) => showCount(open.about, count),
    COUNT_REST_MS,
  )
  unfollow = () => {
    stopSettling()
    stopCounting()
  }
}

/** What the badge counts: changes on their way, and those that ask for a decision. */
async function waitingOrRefused({ buffer }: OpenLibrary): Promise<number> {
  const [notApplied, refused] = await Promise.all([buffer.size(), buffer.size({ status: 'error' })])
  const parked = refused === 0 ? [] : await buffer.parked()
  return notApplied - refused + parked.filter(needsAttention).length
}

function showCount({ binding }: Library, count: number): void {
  const waiting = binding ? count : 0
  const title = waiting === 0 ? t('savePage') : t('changesWaiting', { count: waiting })
  void setBadge(waiting === 0 ? '' : String(waiting), title)
}
