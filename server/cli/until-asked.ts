import { once } from 'node:events'
import { CannotStart } from '../cannot-start.ts'
import type { Server } from '../start-server.ts'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Waits until somebody wants the server to end. The next signal then ends the program at once.
 * Fails with `CannotStart` when Postgres went first.
 */
export async function untilAsked(server: Server): Promise<void> {
  const asked = Promise.race(SIGNALS.map((name) => once(process, name)))
  const broke = await Promise.race([asked.then(() => false), server.broken.then(() => true)])
  for (const name of SIGNALS) process.once(name, () => process.exit(1))
  if (broke) throw new CannotStart('Postgres has ended by itself; start again.')
}
