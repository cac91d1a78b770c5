import type { ServerResponse } from 'node:http'
import type { BatchResponse, ChangeError, WireChange } from '../wire/batch.ts'
import { type LoopbackHandler, sendJson } from './loopback.ts'

/** The database that these answers come from, and the start of the server. */
const EPOCH = crypto.randomUUID()
const BOOT = crypto.randomUUID()

/** The changes of a batch request. */
export function changesIn(body: string): WireChange[] {
  return (JSON.parse(body) as { changes: WireChange[] }).changes // our own worker wrote it
}

/** Answers a batch as a server that applies everything but what `refuse` names. */
export function applyAll(refuse: (change: WireChange) => ChangeError | null = () => null) {
  const handler: LoopbackHandler = (request, response) => {
    if (request.method === 'GET') return sendHealth(response)
    sendJson(response, 200, batchAnswer(changesIn(request.body), refuse))
  }
  return handler
}

/** Says that the server is well, as `GET /health` does; another `boot` says that it was restarted. */
export function sendHealth(response: ServerResponse, boot: string = BOOT): void {
  sendJson(response, 200, { status: 'ok', version: '0.0.0', epoch: EPOCH, boot })
}

export function batchAnswer(
  changes: readonly WireChange[],
  refuse: (change: WireChange) => ChangeError | null = () => null,
): BatchResponse {
  const errors = changes.flatMap((change) => refuse(change) ?? [])
  const refused = new Set(errors.map((error) => error.id))
  const applied = changes.filter((change) => !refused.has(change.id))
  return {
    applied: applied.map((change) => change.id),
    responses: applied.map((change) => ({
      id: change.id,
      outcome: 'applied',
      rev: 1,
      row: rowOf(change),
    })),
    ...(errors.length === 0 ? {} : { errors }),
    txid: '1',
    lsn: '1',
    epoch: EPOCH,
    server_time: Date.now(),
  }
}

function rowOf(change: WireChange): Record<string, unknown> {
  const at = new Date(Number(change.created_at)).toISOString()
  return { ...change.payload, rev: 1, lww: change.hlc, created_at: at, updated_at: at }
}
