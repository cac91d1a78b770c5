import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { CannotStart } from '../../cannot-start.ts'
import type { Log } from '../../log.ts'
import { holderOf } from './running.ts'

const PATIENCE_MS = 10_000
const POLL_MS = 50

/** Frees a cluster from what a crash left behind; fails where a living server works on it. */
export async function takeOver(cluster: string, log: Log): Promise<void> {
  const holder = await holderOf(cluster)
  switch (holder.kind) {
    case 'nobody':
      return
    case 'started':
      throw new CannotStart(
        `This library is open already, in process ${holder.starter}: stop that one first, or set DATA_DIR to another folder.`,
      )
    case 'stranger':
      return rm(join(cluster, 'postmaster.pid'), { force: true })
    case 'orphan':
      log.warn({ pid: holder.pid }, 'Stopping the Postgres that a crash left running.')
      return stopOrphan(cluster, holder.pid)
  }
}

/** Ends the sessions and writes everything down first, and only when that doesn't work, at once. */
async function stopOrphan(cluster: string, pid: number): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (!kill(pid, signal)) return
    if (await freed(cluster, Date.now() + PATIENCE_MS)) return
  }
  throw new CannotStart(`The Postgres of a crashed start (process ${pid}) does not stop: end it.`)
}

async function freed(cluster: string, deadlineMs: number): Promise<boolean> {
  while (Date.now() < deadlineMs) {
    if ((await holderOf(cluster)).kind !== 'orphan') return true
    await delay(POLL_MS)
  }
  return false
}

function kill(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal)
  } catch {
    // It ended by itself in the meantime.
    return false
  }
}
