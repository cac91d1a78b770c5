import type { Pool, PoolClient } from 'pg'
import { newCode, normaliseCode } from './code.ts'
import { hashOf } from './secret.ts'

/** How long a code waits for its device. */
export const CODE_LIFETIME_MS = 10 * 60_000

export interface PairingCode {
  code: string
  expiresAt: Date
}

/** Makes a one-time code for an owner, and forgets those that ran out. */
export async function createCode(pool: Pool, ownerId: string, nowMs: number): Promise<PairingCode> {
  const code = newCode()
  const expiresAt = new Date(nowMs + CODE_LIFETIME_MS)
  await pool.query('DELETE FROM pairing_codes WHERE expires_at < $1', [new Date(nowMs)])
  await pool.query(
    'INSERT INTO pairing_codes (code_hash, owner_id, expires_at) VALUES ($1, $2, $3)',
    [hashOf(normaliseCode(code)), ownerId, expiresAt],
  )
  return { code, expiresAt }
}

/** Uses a code up. Resolves to its owner, or undefined for one that never was, is used or ran out. */
export async function redeemCode(
  client: PoolClient,
  typed: string,
  nowMs: number,
): Promise<string | undefined> {
  const { rows } = await client.query<{ owner_id: string }>(
    'DELETE FROM pairing_codes WHERE code_hash = $1 AND expires_at > $2 RETURNING owner_id',
    [hashOf(normaliseCode(typed)), new Date(nowMs)],
  )
  return rows[0]?.owner_id
}
