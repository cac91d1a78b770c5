import { setTimeout as delay } from 'node:timers/promises'
import { CannotStart } from '../../cannot-start.ts'
import {
  ClusterInUse,
  type Postmaster,
  type PostmasterOptions,
  startPostmaster,
} from './postmaster.ts'

/** How long a killed Postgres' sessions may take to end: one that computes notices it late. */
const PATIENCE_MS = 20_000
const POLL_MS = 200

/**
 * Starts Postgres as soon as nothing of an earlier one works on the cluster any more. A postmaster that
 * was killed hard leaves its sessions behind, and each ends when it notices that.
 */
export async function startWhenFree(
  options: PostmasterOptions,
  wantedPort: number | undefined,
  patienceMs = PATIENCE_MS,
): Promise<Postmaster> {
  const { cluster, log } = options
  const deadlineMs = Date.now() + patienceMs
  for (let told = false; ; told = true) {
    try {
      return await startPostmaster(options, wantedPort)
    } catch (error) {
      if (!(error instanceof ClusterInUse)) throw error
    }
    if (Date.now() >= deadlineMs) throw stillInUse(cluster, patienceMs)
    if (!told) log.warn('Waiting for the sessions of a Postgres that was killed to end.')
    await delay(POLL_MS)
  }
}

function stillInUse(cluster: string, patienceMs: number): CannotStart {
  return new CannotStart(
    `The Postgres that last ran on ${cluster} was killed, and sessions of it have not ended in ${patienceMs / 1000} s: end the processes named postgres that are left of it, then start again.`,
  )
}
