import { parseArgs } from 'node:util'
import type { Pool } from 'pg'
import { ME, type Owner, ownerNamed } from '../auth/owner-named.ts'
import { CannotStart } from '../cannot-start.ts'
import { readConfig } from '../config.ts'
import { createPool, isOutage } from '../db.ts'
import { readRunning } from '../embedded/running-file.ts'
import { codeOf } from '../error-code.ts'

const NAME_LENGTH = 200

/** Runs a command on the library of the running server, for the owner that `--user` names. */
export async function onLibrary(
  args: string[],
  run: (pool: Pool, owner: Owner) => Promise<void>,
): Promise<void> {
  const name = readUser(args)
  const pool = createPool(await findDatabase())
  try {
    await run(pool, await ownerNamed(pool, name))
  } catch (error) {
    throw isOutage(error) ? notRunning() : error
  } finally {
    await pool.end()
  }
}

/** The name after `--user`, or `me`. */
export function readUser(args: string[]): string {
  const user = parsedUser(args)?.trim()
  if (user !== undefined && user !== '' && user.length <= NAME_LENGTH && !/\p{Cc}/u.test(user)) {
    return user
  }
  throw new CannotStart(
    `Say for whom with --user NAME (up to ${NAME_LENGTH} characters), or nothing.`,
  )
}

function parsedUser(args: string[]): string | undefined {
  try {
    return parseArgs({ args, options: { user: { type: 'string', default: ME } } }).values.user
  } catch {
    // Node's words about unknown options name its own functions; ours say what there is.
    return undefined
  }
}

async function findDatabase(): Promise<string> {
  const { storage } = readConfig(process.env)
  if (storage.kind === 'external') return storage.url
  const running = await readRunning(storage.dataDir).catch((error: unknown) => {
    if (codeOf(error) !== 'EACCES') throw error
    throw new CannotStart('Only the user who started the server may do this.')
  })
  if (running === undefined) throw notRunning()
  return running.databaseUrl
}

function notRunning(): CannotStart {
  return new CannotStart(
    'The server is not running: start it with npm start, or set DATABASE_URL (or DATA_DIR) to its own.',
  )
}
