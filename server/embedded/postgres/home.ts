import { createHash } from 'node:crypto'
import { chmod, chown, mkdir } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { CannotStart } from '../../cannot-start.ts'
import type { Log } from '../../log.ts'
import type { Account } from './account.ts'
import { exists } from './exists.ts'
import { mayReach } from './reach.ts'

/** Where root's Postgres lives when its user may not enter the place it belongs to. */
export const SHARED_FOLDER = '/var/lib/deeprecall'

/** Where one data directory keeps its Postgres. */
export interface Home {
  dir: string
  /** Postgres' own data directory. */
  cluster: string
  passwordFile: string
}

/**
 * The home of a data directory: inside it, or under `SHARED_FOLDER` where the account may not enter
 * the data directory. A home that already holds a cluster stays where it is.
 */
export async function findHome(
  dataDir: string,
  account: Account | undefined,
  log: Log,
): Promise<Home> {
  const inside = homeInside(dataDir)
  if (account === undefined) return inside
  const outside = homeAt(join(SHARED_FOLDER, nameOf(dataDir)))
  if (await exists(outside.cluster)) return told(outside, dataDir, log)
  if (await mayReach(dirname(inside.dir), account)) return inside
  if (!(await exists(inside.cluster))) return told(outside, dataDir, log)
  throw new CannotStart(
    `The library in ${dataDir} lies under a folder that only root may enter, and Postgres does not run as root: open that folder (chmod +x), or start as its owner.`,
  )
}

/** Makes the folder of a home, for the account alone. */
export async function makeHome(home: Home, account: Account | undefined): Promise<void> {
  await mkdir(dirname(home.dir), { recursive: true })
  await mkdir(home.dir, { recursive: true, mode: 0o700 })
  if (account !== undefined) await chown(home.dir, account.uid, account.gid)
}

/** Makes the data directory; one that is new lets Postgres' user pass through, but not look. */
export async function makeDataDir(dataDir: string): Promise<void> {
  const made = await mkdir(dataDir, { recursive: true, mode: 0o700 })
  if (made !== undefined && process.getuid?.() === 0) await chmod(dataDir, 0o711)
}

/** The home inside a data directory, whether or not Postgres may enter it. */
export function homeInside(dataDir: string): Home {
  return homeAt(join(resolve(dataDir), 'postgres'))
}

function homeAt(dir: string): Home {
  return { dir, cluster: join(dir, 'cluster'), passwordFile: join(dir, 'password') }
}

function nameOf(dataDir: string): string {
  return createHash('sha256').update(resolve(dataDir)).digest('hex').slice(0, 12)
}

function told(home: Home, dataDir: string, log: Log): Home {
  log.warn(`Only root may enter ${dataDir}: the library lies in ${home.dir} instead.`)
  return home
}
