import { ensureAlarm } from './alarms.ts'
import { ask } from './messages.ts'

/** Wakes the background to send what waits. */
export const FLUSH_ALARM = 'flush'

/**
 * Tells the background that there is something to send. The alarm is the page's own doing: a page that
 * is closed before its message is heard has said it all the same.
 */
export function nudge(): void {
  const failed = (error: unknown) => console.info('the background will notice by itself', error)
  ensureAlarm(FLUSH_ALARM).catch(failed)
  ask('flush', {}).catch(failed)
}
