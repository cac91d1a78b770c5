import { randomBytes } from 'node:crypto'
import { chown, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CannotStart } from '../../cannot-start.ts'
import type { Account } from './account.ts'
import { type Binaries, majorVersion, program } from './binaries.ts'
import { exists } from './exists.ts'
import type { Home } from './home.ts'
import { runToEnd } from './spawn.ts'

export const SUPERUSER = 'deeprecall'

/** One collation on every system, so that no update of a C library ever breaks an index. */
const LOCALE = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']

/** Makes the cluster where there is none yet; fails for one of another version of Postgres. */
export async function initialise(
  home: Home,
  binaries: Binaries,
  account: Account | undefined,
): Promise<void> {
  if (await exists(home.cluster)) return checkVersion(home, binaries)
  await makePassword(home, account)
  const half = `${home.cluster}.half`
  await rm(half, { recursive: true, force: true })
  const args = [`--pgdata=${half}`, `--username=${SUPERUSER}`, `--pwfile=${home.passwordFile}`]
  const rest = ['--auth=scram-sha-256', '--encoding=UTF8', ...LOCALE]
  await runToEnd(program(binaries, 'initdb'), [...args, ...rest], account)
  await rename(half, home.cluster)
}

export async function readPassword(home: Home): Promise<string> {
  return readFile(home.passwordFile, 'utf8')
}

async function makePassword(home: Home, account: Account | undefined): Promise<void> {
  await writeFile(home.passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 })
  if (account !== undefined) await chown(home.passwordFile, account.uid, account.gid)
}

async function checkVersion(home: Home, binaries: Binaries): Promise<void> {
  const theirs = majorVersion(await readFile(join(home.cluster, 'PG_VERSION'), 'utf8'))
  const ours = majorVersion(binaries.version)
  if (theirs === ours) return
  const advice =
    theirs > ours ? 'update this program' : 'start the version that wrote it and export the library'
  throw new CannotStart(
    `The library in ${home.cluster} was written by Postgres ${theirs}, and this is Postgres ${ours}: ${advice}, or set DATA_DIR to another folder.`,
  )
}
