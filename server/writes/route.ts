import { Router } from 'express'
import type { Pool } from 'pg'
import { type BatchResponse, batchRequest } from '../../lib/wire/batch.ts'
import { limits } from '../../lib/wire/limits.ts'
import { ownerOf } from '../auth/require-owner.ts'
import { jsonBody } from '../http/json-body.ts'
import type { Log } from '../log.ts'
import { ProblemError } from '../problem.ts'
import { applyBatch } from './batch.ts'
import { CHANGES_PER_SECOND, limitChanges } from './change-rate.ts'
import { postgresStore } from './postgres-store.ts'

export interface WritesOptions {
  /** Epoch milliseconds. */
  clock?: () => number
  /** From one owner. */
  changesPerSecond?: number
}

/** `POST /api/writes/batch`: the one way to write. Behind `requireOwner`. */
export function writesRoute(pool: Pool, log: Log, options: WritesOptions = {}): Router {
  const { clock = Date.now, changesPerSecond = CHANGES_PER_SECOND } = options
  const limit = limitChanges(changesPerSecond)
  const store = postgresStore(pool)
  const router = Router()
  router.post('/api/writes/batch', jsonBody, async (request, response) => {
    const { id: owner } = ownerOf(response)
    const changes = readChanges(request.body)
    const nowMs = clock()
    limit(owner, changes.length, nowMs)
    const answer = await applyBatch(store, owner, changes, nowMs)
    log.info({ owner, ...countsOf(answer) }, 'batch applied')
    response.json(answer)
  })
  return router
}

function readChanges(body: unknown): unknown[] {
  const read = batchRequest.safeParse(body)
  if (!read.success || read.data.changes.length === 0) {
    throw new ProblemError('bad_request', 'Send {"changes": […]} with at least one change.')
  }
  if (read.data.changes.length > limits.batchChanges) {
    const hint = `Send at most ${limits.batchChanges} changes at a time: split the batch.`
    throw new ProblemError('too_large', hint)
  }
  return read.data.changes
}

function countsOf({ applied, errors = [], txid }: BatchResponse) {
  const codes = Map.groupBy(errors, ({ code }) => code)
  const refused = Object.fromEntries([...codes].map(([code, those]) => [code, those.length]))
  return { applied: applied.length, refused, txid }
}
