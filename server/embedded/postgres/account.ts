import { execFile } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { promisify } from 'node:util'
import { CannotStart } from '../../cannot-start.ts'
import { exists } from './exists.ts'

const run = promisify(execFile)
const NAME = 'postgres'

/** Whom Postgres runs as. */
export interface Account {
  uid: number
  gid: number
}

/**
 * Postgres refuses to run as root: then this is whoever owns the cluster already, else the user
 * `postgres`, made where it is missing. Undefined means: as whoever we are.
 */
export async function postgresAccount(cluster: string): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined
  return (await ownerOf(cluster)) ?? (await lookUp()) ?? (await createAccount())
}

/** A library that a normal user began stays that user's when root starts it. */
async function ownerOf(cluster: string): Promise<Account | undefined> {
  if (!(await exists(cluster))) return undefined
  const { uid, gid } = await stat(cluster)
  return uid === 0 ? undefined : { uid, gid }
}

async function lookUp(): Promise<Account | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', NAME]), run('id', ['-g', NAME])])
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
  } catch {
    // `id` fails for a user that doesn't exist.
    return undefined
  }
}

async function createAccount(): Promise<Account> {
  const options = ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin']
  await run('useradd', [...options, NAME]).catch(() => undefined) // lookUp below has the verdict
  const account = await lookUp()
  if (account !== undefined) return account
  throw new CannotStart(
    'Postgres does not run as root, and no user named postgres could be made: start as a normal user.',
  )
}
