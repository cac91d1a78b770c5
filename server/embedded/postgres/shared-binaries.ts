import { chmod, cp, mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Log } from '../../log.ts'
import type { Account } from './account.ts'
import type { Binaries } from './binaries.ts'
import { exists } from './exists.ts'
import { SHARED_FOLDER } from './home.ts'
import { mayReach } from './reach.ts'

/**
 * The binaries where the account may execute them: those of `node_modules`, or a copy of them, made
 * once, where the checkout lies under a folder that only root may enter.
 */
export async function reachableBinaries(
  binaries: Binaries,
  account: Account | undefined,
  log: Log,
): Promise<Binaries> {
  if (await mayReach(join(binaries.dir, 'bin'), account)) return binaries
  const dir = join(SHARED_FOLDER, `postgres-${binaries.version}-${process.arch}`)
  if (!(await exists(dir))) {
    log.warn(`Only root may enter this checkout: copying Postgres to ${dir}, once.`)
    await copyForEveryone(binaries.dir, dir)
  }
  return { ...binaries, dir }
}

/** Copies a tree so that everyone may read it; it appears whole or not at all. */
async function copyForEveryone(from: string, to: string): Promise<void> {
  const half = `${to}.${process.pid}`
  await mkdir(SHARED_FOLDER, { recursive: true })
  await chmod(SHARED_FOLDER, 0o755)
  await cp(from, half, { recursive: true, verbatimSymlinks: true })
  await openForReading(half)
  await rename(half, to).catch(async (error: NodeJS.ErrnoException) => {
    await rm(half, { recursive: true })
    // Another start was faster; its copy is as good.
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
  })
}

async function openForReading(dir: string): Promise<void> {
  await chmod(dir, 0o755)
  for (const entry of await readdir(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name)
    if (entry.isDirectory()) await openForReading(path)
    else if (entry.isFile()) await chmod(path, (await stat(path)).mode & 0o100 ? 0o755 : 0o644)
  }
}
