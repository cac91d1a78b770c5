import { once } from 'node:events'
import { CannotStart } from '../cannot-start.ts'
import type { Server } from '../start-server.ts'

/**
 * Fires when somebody wants the program to end: by Ctrl-C, by the system, by closing the terminal.
 * From now on that ends nothing by itself; a second time it does, at once.
 */
export function askedToStop(): AbortSignal {
  const asked = new AbortController()
  const onSignal = () => (asked.signal.aborted ? process.exit(1) : asked.abort())
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, onSignal)
  return asked.signal
}

/** Waits until the program is asked to stop; fails with `CannotStart` when Postgres went first. */
export async function untilAsked(asked: AbortSignal, server: Server): Promise<void> {
  const stop = asked.aborted ? Promise.resolve() : once(asked, 'abort')
  const broke = await Promise.race([stop.then(() => false), server.broken.then(() => true)])
  if (broke) throw new CannotStart('Postgres has ended by itself; start again.')
}
