import type { Pool, PoolClient } from 'pg'
import type { PairResponse } from '../../lib/wire/pairing.ts'
import { transaction } from '../db.ts'
import { addDevice } from './devices.ts'
import type { Owner } from './owner-named.ts'
import { redeemCode } from './pairing-codes.ts'

const UNNAMED = 'Unnamed device'

/** Exchanges a code for a token, both or neither; undefined when the code is no good. */
export function pairDevice(
  pool: Pool,
  request: { code: string; device?: string | undefined },
  nowMs: number,
): Promise<PairResponse | undefined> {
  return transaction(pool, async (client) => {
    const ownerId = await redeemCode(client, request.code, nowMs)
    if (ownerId === undefined) return undefined
    const token = await addDevice(client, ownerId, readable(request.device ?? ''))
    return { token, owner: await ownerById(client, ownerId) }
  })
}

/** A name as Postgres can hold it and a list can show it. */
function readable(device: string): string {
  const shown = device.toWellFormed().replace(/\p{Cc}/gu, '')
  return shown.trim() || UNNAMED
}

async function ownerById(client: PoolClient, id: string): Promise<Owner> {
  const { rows } = await client.query<Owner>('SELECT id, name FROM owners WHERE id = $1', [id])
  const [owner] = rows
  if (owner === undefined) throw new Error('A code belongs to an owner')
  return owner
}
