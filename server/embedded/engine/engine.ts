import pg from 'pg'
import type { Log } from '../../log.ts'
import type { ShapeSource } from '../../shapes/source.ts'
import { type AnswerWorld, answer } from './answer.ts'
import { Catalogue } from './catalogue/catalogue.ts'
import { sessionConfig } from './session.ts'
import { DEFAULT_SETTINGS, type EngineSettings } from './settings.ts'
import { Opening } from './shape/open.ts'
import { Shapes } from './shape/shapes.ts'
import { Apply } from './wal/apply.ts'
import { followWal } from './wal/follow.ts'

/** Snapshots taken at one time; further ones wait. */
const POOL_SIZE = 6

export interface EngineOptions {
  /** A direct address, whose user may replicate and read everything. */
  databaseUrl: string
  /** Of the tables that shapes may be made of, each with REPLICA IDENTITY FULL. */
  publication: string
  log: Log
  settings?: Partial<EngineSettings>
}

/**
 * Starts an engine that serves shapes of a database over Electric's protocol. Until it follows the
 * database's changes, and whenever it has lost them, it answers 503.
 */
export function startEngine(options: EngineOptions): ShapeSource {
  const { databaseUrl, publication, log } = options
  const settings = { ...DEFAULT_SETTINGS, ...options.settings }
  const pool = makePool(databaseUrl, log)
  const catalogue = new Catalogue(pool, publication)
  const shapes = new Shapes(settings, log)
  const stream = new Apply(shapes, catalogue)
  const opening = new Opening({ pool, catalogue, shapes, stream, settings, log })
  const world: AnswerWorld = { catalogue, opening, shapes, stream, settings, log }
  const closing = new AbortController()
  const following = followWal({ databaseUrl, publication, settings }, stream, log, closing.signal)
  const idleCheck = setInterval(() => shapes.endIdle(Date.now()), settings.idleCheckMs)
  return {
    answer: (params, signal) => answer(world, params, signal),
    close: async () => {
      clearInterval(idleCheck)
      closing.abort()
      stream.stop('the engine closes')
      await following
      await pool.end()
    },
  }
}

/** A connection may break at any moment; whoever uses it then learns it from the query. */
function makePool(databaseUrl: string, log: Log): pg.Pool {
  const pool = new pg.Pool({ ...sessionConfig(databaseUrl), max: POOL_SIZE })
  const lost = (error: Error) => log.debug({ error: error.message }, 'connection lost')
  pool.on('error', lost)
  pool.on('connect', (client) => client.on('error', lost))
  return pool
}
