import type { RequestHandler } from 'express'
import { rateLimit } from 'express-rate-limit'
import { ownerOf } from '../auth/require-owner.ts'
import { ProblemError } from '../problem.ts'
import { CHANGES_PER_SECOND } from '../writes/change-rate.ts'

const SECOND_MS = 1000
const MINUTE_MS = 60_000

/** How much the server takes before it answers 429. */
export interface Rates {
  /** From one owner. */
  requestsPerSecond: number
  /** From one owner. */
  changesPerSecond: number
  /** From one address; thirty times as many from all together. */
  wrongCodesPerMinute: number
}

/** The data contract's; guessing a code's 50 bits is hopeless at that rate. */
export const DEFAULT_RATES: Rates = {
  requestsPerSecond: 200,
  changesPerSecond: CHANGES_PER_SECOND,
  wrongCodesPerMinute: 10,
}

/** So many requests a second for each owner, however many devices they come from. */
export function limitOwner({ requestsPerSecond }: Rates): RequestHandler {
  return rateLimit({
    windowMs: SECOND_MS,
    limit: requestsPerSecond,
    keyGenerator: (_request, response) => ownerOf(response).id,
    ...SHARED,
  })
}

/** Slows down whoever tries codes; a right one doesn't count. */
export function limitGuessing({ wrongCodesPerMinute }: Rates): RequestHandler[] {
  const wrongOnly = { windowMs: MINUTE_MS, skipSuccessfulRequests: true, ...SHARED }
  return [
    rateLimit({ ...wrongOnly, limit: wrongCodesPerMinute }),
    rateLimit({ ...wrongOnly, limit: 30 * wrongCodesPerMinute, keyGenerator: () => 'everyone' }),
  ]
}

const refuse: RequestHandler = () => {
  throw new ProblemError('rate_limited', 'Too many requests; wait a moment.')
}

const SHARED = { standardHeaders: 'draft-8', legacyHeaders: false, handler: refuse } as const
