import { Router } from 'express'
import type { Pool } from 'pg'
import { VERSION } from './version.ts'

/** Which start of the server this is: a client tells by it whether the server died in between. */
const BOOT = crypto.randomUUID()

/** `GET /health`: 200 with version and epoch while the database answers, a 503 problem otherwise. */
export function healthRoute(pool: Pool): Router {
  const router = Router()
  router.get('/health', async (_request, response) => {
    const { rows } = await pool.query<{ epoch: string }>('SELECT epoch FROM server_state')
    response.set('Cache-Control', 'no-store')
    response.json({ status: 'ok', version: VERSION, epoch: rows[0]?.epoch, boot: BOOT })
  })
  return router
}
