import { hash } from 'node:crypto'
import { prepared } from './statement-names.ts'

/** What nobody else may do meanwhile. */
export interface Locks {
  /** Whatever bears one of these names. */
  names: readonly string[]
  /** Write for the same owner. */
  alone: boolean
}

const SETTINGS = `set_config('role', 'deeprecall_app', true), set_config('app.owner', $1, true),
  set_config('statement_timeout', '5s', true), set_config('lock_timeout', '2s', true),
  set_config('timezone', 'UTC', true),
  -- Plans are kept, and may have been made while a table was empty: none reads a whole table here.
  set_config('enable_seqscan', 'off', true),
  -- What is acknowledged survives a crash, whatever this database's default is.
  CASE WHEN current_setting('synchronous_commit') = 'off'
    THEN set_config('synchronous_commit', 'on', true) END`

/**
 * The owner's own lock comes first: all share it but who is to be alone, who needs no other. What is
 * done stands in the arguments of one function, for one column is all that has to be answered.
 */
const ALONE = `SELECT num_nulls(${SETTINGS}, pg_advisory_xact_lock($2))`
const AMONG_OTHERS = `SELECT num_nulls(${SETTINGS}, pg_advisory_xact_lock_shared($2),
  (SELECT count(*) FROM unnest($3::bigint[]) AS key, pg_advisory_xact_lock(key)))`

/**
 * What a transaction of an owner starts with: the rights of `deeprecall_app`, and the named locks,
 * in one order for everybody.
 */
export function openingQuery(ownerId: string, { names, alone }: Locks) {
  const own = lockKey(ownerId, 'writing')
  if (alone) return prepared(ALONE, [ownerId, own])
  const keys = [...new Set(names)].map((name) => lockKey(ownerId, name))
  return prepared(AMONG_OTHERS, [ownerId, own, `{${keys.sort(byValue).join()}}`])
}

/** A lock is known to Postgres by 64 bits. */
function lockKey(ownerId: string, name: string): bigint {
  return hash('sha256', `${ownerId} ${name}`, 'buffer').readBigInt64BE()
}

function byValue(a: bigint, b: bigint): number {
  return a < b ? -1 : Number(a > b)
}

/** Where the database stands: everything committed so far ends at or before `lsn`. */
export const POSITION = `SELECT epoch,
  (pg_current_wal_flush_lsn() - '0/0')::text AS lsn FROM server_state`
