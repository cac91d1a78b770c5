import type { RequestHandler, Response } from 'express'
import type { Pool } from 'pg'
import { ProblemError } from '../problem.ts'
import { deviceOf } from './devices.ts'

/** Who sent an authenticated request. */
export interface Caller {
  id: string
  deviceId: string
}

const BEARER = /^Bearer +([\w~.+/-]{1,200}=*)$/i

/** Lets only requests with a valid token pass, and remembers whose it is for `ownerOf`. */
export function requireOwner(pool: Pool): RequestHandler {
  return async (request, response, next) => {
    const token = BEARER.exec(request.headers.authorization ?? '')?.[1]
    const device = token === undefined ? undefined : await deviceOf(pool, token)
    if (device === undefined) {
      throw new ProblemError('unauthorized', 'This device is not connected: pair it with a code.')
    }
    const caller: Caller = { id: device.ownerId, deviceId: device.id }
    response.locals.owner = caller
    next()
  }
}

/** The owner of a request that went through `requireOwner`. */
export function ownerOf(response: Response): Caller {
  const caller: Caller | undefined = response.locals.owner
  if (caller === undefined) throw new Error('ownerOf is for routes behind requireOwner')
  return caller
}
