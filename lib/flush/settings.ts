import { WriteBuffer } from '../buffer/write-buffer.ts'

export interface FlushWorkerOptions {
  /** The server's address, without a path. */
  apiBase: string
  /** The queue to drain; the first library's by default. */
  buffer?: WriteBuffer
  batchSize?: number
  /** Milliseconds. */
  retryDelay?: number
  /** Milliseconds. */
  maxRetryDelay?: number
  /** How often the server may refuse one change before it is parked. */
  maxRetries?: number
  /** Asked for before each request, and once more where the server does not take it. */
  token?: string | (() => Promise<string | null>)
  /** Makes the mirrors load again: the server answers from another database than before. */
  onNewEpoch?: () => Promise<void>
  /** Where only one flush may run at a time; the queue's own name by default. */
  lock?: string
  fetch?: typeof fetch
  now?: () => number
  random?: () => number
}

export type FlushSettings = Required<Omit<FlushWorkerOptions, 'token'>> & {
  token: () => Promise<string | null>
  /** This start of the worker: changes that another start has claimed are stuck. */
  bootId: string
}

/** Options with their defaults. */
export function settingsOf({
  token,
  buffer = new WriteBuffer(),
  ...options
}: FlushWorkerOptions): FlushSettings {
  return {
    batchSize: 10,
    retryDelay: 1000,
    maxRetryDelay: 30_000,
    maxRetries: 5,
    onNewEpoch: async () => {},
    lock: `flush:${buffer.db.name}`,
    fetch: (...request) => fetch(...request),
    now: Date.now,
    random: Math.random,
    ...options,
    buffer,
    token: typeof token === 'function' ? token : async () => token ?? null,
    bootId: crypto.randomUUID(),
  }
}
