import type { RequestHandler } from 'express'

/** What a client in another origin may read of an answer. */
const EXPOSED = [
  'electric-cursor',
  'electric-handle',
  'electric-has-data',
  'electric-offset',
  'electric-schema',
  'electric-up-to-date',
  'electric-internal-known-error',
  'retry-after',
]

/** How long a browser may remember the answer to a preflight. Chrome caps it at two hours. */
const PREFLIGHT_LIFETIME_S = 86_400

/**
 * Any origin may ask: a Firefox extension's is random, and a token, never a cookie, says who asks.
 * Preflights carry no token and are answered here.
 */
export const cors: RequestHandler = (request, response, next) => {
  response.set('Access-Control-Allow-Origin', '*')
  response.set('Access-Control-Expose-Headers', EXPOSED.join(', '))
  if (request.method !== 'OPTIONS') return next()
  response.set('Access-Control-Allow-Methods', 'GET, POST, DELETE')
  response.set('Access-Control-Allow-Headers', 'Authorization, Content-Type')
  response.set('Access-Control-Max-Age', String(PREFLIGHT_LIFETIME_S))
  response.status(204).end()
}
