import { Router } from 'express'
import type { Pool } from 'pg'
import { pairRequest } from '../../lib/wire/pairing.ts'
import { jsonBody } from '../http/json-body.ts'
import { limitGuessing, type Rates } from '../http/rate-limit.ts'
import type { Log } from '../log.ts'
import { ProblemError } from '../problem.ts'
import { pairDevice } from './pair-device.ts'

/** `POST /api/pair`: a one-time code becomes a token. The one route that needs none. */
export function pairRoute(pool: Pool, log: Log, clock: () => number, rates: Rates): Router {
  const router = Router()
  router.post('/api/pair', limitGuessing(rates), jsonBody)
  router.post('/api/pair', async (request, response) => {
    const asked = pairRequest.safeParse(request.body)
    if (!asked.success) throw new ProblemError('bad_request', 'Send {"code", "device"?} as text.')
    const paired = await pairDevice(pool, asked.data, clock())
    log.info({ paired: paired !== undefined, owner: paired?.owner.id }, 'pairing')
    if (paired === undefined) throw new ProblemError('code_invalid', NO_GOOD)
    response.json(paired)
  })
  return router
}

const NO_GOOD =
  'This code is not valid (any more): codes work once, for ten minutes. Get a new one.'
