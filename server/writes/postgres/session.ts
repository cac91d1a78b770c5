import { createHash } from 'node:crypto'
import { id as uuid } from '../../../lib/schema/value.ts'

/**
 * Plans are kept, and may have been made while a table was empty: each of these rows is found by its
 * key, so a plan that reads whole tables is never the better one for long.
 */
const BY_KEY = ['seqscan', 'hashjoin', 'mergejoin'].map((way) => `SET LOCAL enable_${way} = off`)

const SETTINGS = [
  `SET LOCAL statement_timeout = '5s'`,
  `SET LOCAL lock_timeout = '2s'`,
  `SET LOCAL timezone = 'UTC'`,
  ...BY_KEY,
  // What is acknowledged survives a crash, whatever this database's default is.
  `SELECT set_config('synchronous_commit', 'on', true)
   WHERE current_setting('synchronous_commit') = 'off'`,
]

/** What nobody else may do meanwhile. */
export interface Locks {
  /** Whatever bears one of these names. */
  names: readonly string[]
  /** Write for the same owner. */
  alone: boolean
}

/**
 * Begins a transaction of an owner, with the rights of `deeprecall_app`, and takes the named locks.
 * One text in one round trip: the owner and the keys of the locks are all that varies in it.
 */
export function openingText(ownerId: string, locks: Locks): string {
  const owner = uuid.parse(ownerId)
  const role = ['SET LOCAL ROLE deeprecall_app', `SET LOCAL app.owner = '${owner}'`]
  return ['BEGIN', ...role, ...SETTINGS, ...lockTexts(owner, locks)].join(';\n')
}

/**
 * Takes the locks of an owner, in one order for everybody, until the transaction ends. First comes
 * the owner's own, which all share but who is to be alone.
 */
function lockTexts(ownerId: string, { names, alone }: Locks): string[] {
  const shared = alone ? '' : '_shared'
  const first = `SELECT pg_advisory_xact_lock${shared}(${lockKey(ownerId, 'writing')})`
  const keys = [...new Set(names.map((name) => lockKey(ownerId, name)))]
  if (alone || keys.length === 0) return [first]
  const sorted = keys.sort((a, b) => (a < b ? -1 : 1)).join(',')
  return [first, `SELECT pg_advisory_xact_lock(key) FROM unnest('{${sorted}}'::bigint[]) AS key`]
}

/** A lock is known to Postgres by 64 bits. */
function lockKey(ownerId: string, name: string): bigint {
  return createHash('sha256').update(`${ownerId} ${name}`).digest().readBigInt64BE()
}

/** Ends a transaction, and asks where the database stands: everything committed is before `lsn`. */
export const CLOSING_TEXT = `COMMIT;
SELECT epoch, (pg_current_wal_flush_lsn() - '0/0')::text AS lsn FROM server_state`

/** The same where nothing was begun. */
export const POSITION_TEXT = `SELECT epoch,
  (pg_current_wal_flush_lsn() - '0/0')::text AS lsn FROM server_state`
