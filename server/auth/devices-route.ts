import { Router } from 'express'
import type { Pool } from 'pg'
import { id } from '../../lib/schema/value.ts'
import type { Log } from '../log.ts'
import { ProblemError } from '../problem.ts'
import { devicesOf, revokeDevice } from './devices.ts'
import { createCode } from './pairing-codes.ts'
import { ownerOf } from './require-owner.ts'

/** An owner's own devices: list, add (by a code), sign out. Behind `requireOwner`. */
export function devicesRoute(pool: Pool, log: Log, clock: () => number): Router {
  const router = Router()
  router.post('/api/codes', async (_request, response) => {
    const { code, expiresAt } = await createCode(pool, ownerOf(response).id, clock())
    response.json({ code, expires_at: expiresAt })
  })
  router.get('/api/devices', async (_request, response) => {
    const { id: ownerId, deviceId } = ownerOf(response)
    const devices = await devicesOf(pool, ownerId)
    response.json({ devices: devices.map((one) => ({ ...one, current: one.id === deviceId })) })
  })
  router.delete('/api/devices/:id', async (request, response) => {
    const device = id.safeParse(request.params.id)
    const revoked = device.success && (await revokeDevice(pool, ownerOf(response).id, device.data))
    if (!revoked) throw new ProblemError('not_found', 'You have no such device.')
    log.info({ device: device.data }, 'device revoked')
    response.status(204).end()
  })
  return router
}
