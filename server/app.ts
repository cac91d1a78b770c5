import express, { type Express } from 'express'
import type { Pool } from 'pg'
import { devicesRoute } from './auth/devices-route.ts'
import { pairRoute } from './auth/pair-route.ts'
import { requireOwner } from './auth/require-owner.ts'
import { healthRoute } from './health/route.ts'
import { cors } from './http/cors.ts'
import { logRequests } from './http/log-requests.ts'
import { DEFAULT_RATES, limitOwner, type Rates } from './http/rate-limit.ts'
import { securityHeaders } from './http/security-headers.ts'
import { notFound, sendProblems } from './http/send-problems.ts'
import type { Log } from './log.ts'
import { shapesRoute } from './shapes/route.ts'
import type { ShapeSource } from './shapes/source.ts'
import { writesRoute } from './writes/route.ts'

export interface AppParts {
  pool: Pool
  /** Whoever streams the shapes; without it nobody does. */
  shapes?: ShapeSource
  log: Log
  rates?: Partial<Rates>
  /** Which proxies may say where a request came from, as Express' `trust proxy` takes it. */
  trustProxy?: string | undefined
  /** Epoch milliseconds. */
  clock?: () => number
}

/** What only an owner may ask for. */
const OWNED = ['/api/writes', '/api/codes', '/api/devices', '/v1']

/** The HTTP server: pairing and health for everyone, the rest for whoever shows a token. */
export function createApp(parts: AppParts): Express {
  const { pool, log, clock = Date.now } = parts
  const rates = { ...DEFAULT_RATES, ...parts.rates }
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag') // no answer is cached: each is somebody's own
  app.set('query parser', 'simple')
  app.set('trust proxy', parts.trustProxy ?? false)
  app.use(cors, securityHeaders, logRequests(log))
  app.use(healthRoute(pool))
  app.use(pairRoute(pool, log, clock, rates))
  app.use(OWNED, requireOwner(pool), limitOwner(rates))
  app.use(devicesRoute(pool, log, clock))
  app.use(writesRoute(pool, log, { clock, changesPerSecond: rates.changesPerSecond }))
  if (parts.shapes) app.use(shapesRoute(parts.shapes, log))
  app.use(notFound, sendProblems(log))
  return app
}
