import type { Pool, PoolClient } from 'pg'
import { hashOf, newToken } from './secret.ts'

/** How stale `last_seen_at` may be: a live poll must not write at every turn. */
const SEEN_EVERY = '1 minute'

export interface Device {
  id: string
  name: string
  created_at: Date
  last_seen_at: Date | null
}

/** Adds a device and resolves to its token, which is shown this once and never kept. */
export async function addDevice(
  client: Pool | PoolClient,
  ownerId: string,
  name: string,
): Promise<string> {
  const token = newToken()
  await client.query('INSERT INTO devices (owner_id, name, token_hash) VALUES ($1, $2, $3)', [
    ownerId,
    name,
    hashOf(token),
  ])
  return token
}

/** Whose token this is; undefined for one that never was or is revoked. */
export async function deviceOf(
  pool: Pool,
  token: string,
): Promise<{ id: string; ownerId: string } | undefined> {
  const { rows } = await pool.query<{ id: string; ownerId: string; unseen: boolean }>(
    `SELECT id, owner_id AS "ownerId",
            last_seen_at IS NULL OR last_seen_at < now() - $2::interval AS unseen
     FROM devices WHERE token_hash = $1 AND revoked_at IS NULL`,
    [hashOf(token), SEEN_EVERY],
  )
  const [found] = rows
  if (found?.unseen) await noteSeen(pool, found.id)
  return found === undefined ? undefined : { id: found.id, ownerId: found.ownerId }
}

/** The devices of an owner that may still sign in, newest first. */
export async function devicesOf(pool: Pool, ownerId: string): Promise<Device[]> {
  const { rows } = await pool.query<Device>(
    `SELECT id, name, created_at, last_seen_at FROM devices
     WHERE owner_id = $1 AND revoked_at IS NULL ORDER BY created_at DESC, id`,
    [ownerId],
  )
  return rows
}

/** Takes a device's token away. Resolves to whether the owner had such a device. */
export async function revokeDevice(pool: Pool, ownerId: string, id: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    `UPDATE devices SET revoked_at = now()
     WHERE owner_id = $1 AND id = $2 AND revoked_at IS NULL`,
    [ownerId, id],
  )
  return rowCount === 1
}

async function noteSeen(pool: Pool, id: string): Promise<void> {
  await pool.query('UPDATE devices SET last_seen_at = now() WHERE id = $1', [id])
}
