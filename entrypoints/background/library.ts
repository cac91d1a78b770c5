import { setBadge } from '../../lib/browser/action.ts'
import { clearAlarm, ensureAlarm } from '../../lib/browser/alarms.ts'
import { type Library, Registry } from '../../lib/connect/registry.ts'
import { getFlushWorker, initFlushWorker } from '../../lib/flush/worker.ts'
import { live } from '../../lib/kit/live.ts'
import { type OpenLibrary, openLibrary } from '../../lib/repos/library.ts'
import { keepSettled } from '../../lib/repos/settle.ts'
import { t } from '../../lib/words/t.ts'

export const FLUSH_ALARM = 'flush'

/** How often the queue is looked at while the worker is awake anyway, in milliseconds. */
const AWAKE_INTERVAL_MS = 5_000

/** Opens the library in the background and keeps flushing it, to whichever server it is bound. */
export function openBackgroundLibrary(): Promise<OpenLibrary> {
  const registry = new Registry()
  return new Promise((resolve) => {
    registry.watch((about) => {
      const open = openLibrary(about, () => void flushNow())
      followQueue(open)
      bindWorker(open, registry)
      resolve(open)
    })
  })
}

/** Schedules before it works: a worker that is ended in the middle wakes again. */
export async function flushNow(): Promise<void> {
  const worker = getFlushWorker()
  if (!worker) return
  await ensureAlarm(FLUSH_ALARM)
  await worker.flush()
  if (await isEmpty(worker.getBuffer())) await clearAlarm(FLUSH_ALARM)
}

/** So that a person who looks for the cause of trouble can ask the queue (docs/troubleshooting.md). */
export function exposeToConsole(): void {
  Object.assign(globalThis, { getFlushWorker })
}

async function isEmpty(buffer: OpenLibrary['buffer']): Promise<boolean> {
  const [pending, syncing] = await Promise.all([
    buffer.size({ status: 'pending' }),
    buffer.size({ status: 'syncing' }),
  ])
  return pending + syncing === 0
}

function bindWorker({ about, buffer }: OpenLibrary, registry: Registry): void {
  const { binding, libraryId } = about
  if (!binding) return
  const token = () => registry.token(libraryId)
  initFlushWorker({ apiBase: binding.server, buffer, token }).start(AWAKE_INTERVAL_MS)
  void flushNow()
}

let unfollow: (() => void) | null = null

/** The badge is a function of the queue; applied changes leave it when the mirror shows them. */
function followQueue(open: OpenLibrary): void {
  unfollow?.()
  const stopSettling = keepSettled(open)
  const stopCounting = live(
    () => open.buffer.size(),
    (count) => showCount(open.about, count),
  )
  unfollow = () => {
    stopSettling()
    stopCounting()
  }
}

function showCount({ binding }: Library, count: number): void {
  const waiting = binding ? count : 0
  const title = waiting === 0 ? t('savePage') : t('changesWaiting', { count: waiting })
  void setBadge(waiting === 0 ? '' : String(waiting), title)
}
