import type { IncomingMessage } from 'node:http'
import { changesIn } from '../../../lib/testing/batch-server.ts'
import type { BatchResponse, Receipt } from '../../../lib/wire/batch.ts'
import type { Gate } from '../gate.ts'

/**
 * What can go wrong with a request as such. `dropAnswer`: the server answers, and nobody hears it ·
 * `duplicate`: the request arrives twice, side by side · `html`: a captive portal answers in the
 * server's place · `holdRequest`, `holdAnswer`: it waits at the gate on its way there or back; of answers only
 * those to at least so many changes.
 */
export type Fault =
  | { kind: 'dropAnswer' }
  | { kind: 'duplicate' }
  | { kind: 'html' }
  | { kind: 'holdRequest'; gate: Gate }
  | { kind: 'holdAnswer'; gate: Gate; least?: number }

/** One request that went through the proxy. */
export interface Exchange {
  method: string
  /** Path and query. */
  path: string
  token: string | undefined
  body: Buffer
  /** What the server answered; null while it hasn't, or where nobody was asked. */
  status: number | null
  /** How it answered, as far as it has come. */
  answer: Buffer[]
}

export const BATCH = '/api/writes/batch'

export async function readExchange(request: IncomingMessage): Promise<Exchange> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece)
  return {
    method: request.method ?? '',
    path: request.url ?? '',
    token: request.headers.authorization?.replace(/^Bearer /, ''),
    body: Buffer.concat(pieces),
    status: null,
    answer: [],
  }
}

/** Whether it is a request to write; a preflight is none. */
export function isWrite({ method, path }: Pick<Exchange, 'method' | 'path'>): boolean {
  return method === 'POST' && path === BATCH
}

/** Whether it is a request for a shape. */
export function isRead({ method, path }: Pick<Exchange, 'method' | 'path'>): boolean {
  return method !== 'OPTIONS' && path.startsWith('/v1/')
}

/** The ids of the changes that a request to write carried. */
export function idsOf({ body }: Exchange): string[] {
  return changesIn(body.toString()).map(({ id }) => id)
}

/** What became of each change that a request to write carried, as far as the server's answer has come. */
export function receiptsOf({ answer }: Exchange): Receipt[] {
  const text = Buffer.concat(answer).toString()
  return text === '' ? [] : (JSON.parse(text) as BatchResponse).responses // our own server wrote it
}
